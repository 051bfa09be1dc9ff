// Whose a host is to NGINX Ingress Controller of F5: of Ingresses and VirtualServers for one, the oldest has
// it, and minions stand in the host of their master (nginx/kubernetes-ingress internal/k8s/configuration.go).
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import { ingressClasses } from '../../state/kinds/ingressClass';
import {
  NginxVirtualServer,
  nginxVirtualServers,
} from '../../state/kinds/nginxVirtualServer';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import type { ServedRule } from '../dial/ingressDial';
import type { Instance } from '../edges/instances';
import { ingressesFor } from '../routes/ingressesByLocation';
import { whyRefused } from './nginxIncValidity';

const typeAnnotation = 'nginx.org/mergeable-ingress-type';

const mastersByHost = indexBy(ingresses, one =>
  isMaster(one) ? one.bareHosts ?? [] : [],
);

const virtualServersByHost = indexBy(nginxVirtualServers, ({ host }) =>
  host === null ? [] : [host],
);

/** Why a rule of an Ingress has no part in its host, as the rest of a sentence. */
export function whyNotOfHost(
  state: ClusterState,
  {
    ingress,
    rule,
    server,
    instance,
  }: Pick<ServedRule, 'ingress' | 'rule' | 'server' | 'instance'>,
): string | undefined {
  const { host } = rule;
  if (host === null) return undefined;
  const of = servedBy(state, instance?.className ?? server.className, instance);
  if (!isMinion(ingress)) return takenBy(state, host, ingress, of);
  const master = oldestMaster(state, host, of);
  if (!master) return `it is a minion, and ${host} has no master`;
  return (
    takenBy(state, host, master, of) ??
    pathTakenBy(state, host, ingress, of, rule.path)
  );
}

/** The master of a minion; undefined where it has none, and for all that is no minion. */
export function masterOf(
  state: ClusterState,
  {
    ingress,
    rule: { host },
    server,
    instance,
  }: Pick<ServedRule, 'ingress' | 'rule' | 'server' | 'instance'>,
): Ingress | undefined {
  if (host === null || !isMinion(ingress)) return undefined;
  const className = instance?.className ?? server.className;
  return oldestMaster(state, host, servedBy(state, className, instance));
}

function oldestMaster(
  state: ClusterState,
  host: string,
  { isServed }: Served,
): Ingress | undefined {
  const [first] = state
    .lookup(mastersByHost, host)
    .filter(isServed)
    .sort(byAge);
  return first;
}

/** Why a VirtualServer does not get its host, as the rest of a sentence. */
export function whyNotItsHost(
  state: ClusterState,
  virtualServer: NginxVirtualServer,
  instance: Instance,
): string | undefined {
  const { host } = virtualServer;
  if (host === null) return undefined;
  const of = servedBy(state, instance.className, instance);
  return takenBy(state, host, virtualServer, of);
}

/** What one installation serves. */
interface Served {
  readonly class: string;
  readonly isServed: (ingress: Ingress) => boolean;
}

function servedBy(
  state: ClusterState,
  className: string,
  instance: Instance | undefined,
): Served {
  return {
    class: className,
    isServed: one =>
      classOf(state, one) === className &&
      whyRefused(one, instance) === undefined,
  };
}

function takenBy(
  state: ClusterState,
  host: string,
  object: KubeObject,
  served: Served,
): string | undefined {
  const rivals: readonly KubeObject[] = [
    ...[...ingressesFor(state, host), ...state.lookup(mastersByHost, host)]
      .filter(one => !isMinion(one))
      .filter(served.isServed),
    ...state
      .lookup(virtualServersByHost, host)
      .filter(({ className = served.class }) => className === served.class),
  ];
  const [first] = rivals.filter(one => one !== object).sort(byAge);
  return first && isOlder(first, object)
    ? `${objectName(
        first,
      )} is older and has host ${host}, which is for one object alone`
    : undefined;
}

/** Of minions with one path, the oldest has it (buildMinionConfigs). */
function pathTakenBy(
  state: ClusterState,
  host: string,
  minion: Ingress,
  { isServed }: Served,
  path: string | null,
): string | undefined {
  const [first] = ingressesFor(state, host)
    .filter(
      one =>
        one !== minion &&
        isMinion(one) &&
        isServed(one) &&
        one.rules.some(rule => rule.path === path),
    )
    .sort(byAge);
  return first && isOlder(first, minion)
    ? `minion ${objectName(first)} is older and has the path`
    : undefined;
}

/** Installations go by the name of a class, by that of the annotation first (controller.go, HasCorrectIngressClass). */
function classOf(
  state: ClusterState,
  { meta: { annotations }, className }: Ingress,
): string | undefined {
  const annotated = annotations['kubernetes.io/ingress.class'] as
    | string
    | undefined;
  const byDefault = state.list(ingressClasses).find(one => one.isDefault);
  return annotated ?? className ?? byDefault?.meta.name;
}

function isOlder({ meta: a }: KubeObject, { meta: b }: KubeObject): boolean {
  return a.created < b.created;
}

function byAge({ meta: a }: KubeObject, { meta: b }: KubeObject): number {
  return a.created - b.created;
}

function isMaster({ meta }: Ingress): boolean {
  return meta.annotations[typeAnnotation] === 'master';
}

/** Part of the host of a master. */
export function isMinion({ meta }: Ingress): boolean {
  return meta.annotations[typeAnnotation] === 'minion';
}
