import type { ClusterState } from '../../state/clusterState';
import { Ingress, ingresses, IngressRule } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';

const byLocation = indexBy(ingresses, ({ rules }) => rules.map(locationOf));
const byHost = indexBy(ingresses, ({ rules }) =>
  rules
    .filter(({ field }) => field !== 'spec.defaultBackend')
    .map(({ host }) => host ?? ''),
);

function locationOf({ host, path, pathType }: IngressRule): string {
  return `${host ?? ''} ${pathType ?? ''} ${path ?? ''}`;
}

/** Ingresses that have a rule for the same host and path: not every controller serves them all. */
export function ingressesAt(
  state: ClusterState,
  rule: IngressRule,
): readonly Ingress[] {
  return state.lookup(byLocation, locationOf(rule));
}

/** Ingresses that have rules for a host; for whatever host comes, where it is null. */
export function ingressesFor(
  state: ClusterState,
  host: string | null,
): readonly Ingress[] {
  return state.lookup(byHost, host ?? '');
}
