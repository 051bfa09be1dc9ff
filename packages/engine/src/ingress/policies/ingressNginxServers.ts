import type { ClusterState } from '../../state/clusterState';
import type { Ingress } from '../../state/kinds/ingress';
import type { ServedRule } from '../dial/ingressDial';
import { goTrue } from '../edges/goBool';
import { controllerOf } from '../routes/controllerOf';
import { ingressesFor } from '../routes/ingressesByLocation';
import { olderIngress } from '../routes/olderIngress';

export const prefix = 'nginx.ingress.kubernetes.io';

/**
 * The Ingresses that make the server of a host beside one of them, the oldest first: that one decides
 * what is for the host as a whole (internal/ingress/controller/controller.go, createServers).
 */
export function ofServer(
  state: ClusterState,
  host: string | null,
  { ingress, server }: Pick<ServedRule, 'ingress' | 'server'>,
): readonly Ingress[] {
  return ingressesFor(state, host)
    .filter(
      one =>
        one === ingress ||
        (!isCanary(one) && meets(state, { ingress, server }, one)),
    )
    .sort(olderIngress);
}

/** Whether two Ingresses are for one controller. */
export function meets(
  state: ClusterState,
  { ingress, server: { vendor } }: Pick<ServedRule, 'ingress' | 'server'>,
  other: Ingress,
): boolean {
  return (
    controllerOf(state, ingress, vendor) === controllerOf(state, other, vendor)
  );
}

/** A canary makes no server: it stands beside the Ingress whose canary it is. */
export function isCanary({ meta }: Ingress): boolean {
  return goTrue.has(meta.annotations[`${prefix}/canary`] ?? '');
}

const alias = `${prefix}/server-alias`;

/**
 * Other names of the server of a host: those of its oldest Ingress that has any, without names that
 * have a server of their own (internal/ingress/controller/controller.go, createServers).
 */
export function aliasesOf(
  state: ClusterState,
  served: Pick<ServedRule, 'ingress' | 'rule' | 'server'>,
): readonly string[] {
  const { host } = served.rule;
  if (host === null) return [];
  const [first] = ofServer(state, host, served)
    .map(one => namesIn(one))
    .filter(names => names.length > 0);
  return (first ?? []).filter(
    name =>
      name !== host &&
      !ingressesFor(state, name).some(one => meets(state, served, one)),
  );
}

function namesIn({ meta }: Ingress): readonly string[] {
  const said = (meta.annotations[alias] as string | undefined) ?? '';
  return [...new Set(said.split(',').map(name => name.trim()))]
    .filter(name => name !== '')
    .sort();
}

/** One that begins with a tilde is a regular expression. */
export function isPatternOfHosts(name: string): boolean {
  return name.startsWith('~');
}
