import {
  ClusterState,
  connect,
  Connection,
  JudgedService,
  kinds,
  podOf,
  previewStrict,
  servicePods,
  StrictPreview,
  StrictScope,
  unreadSentences,
  WhatIf,
  whatIf,
  WhatIfChange,
  WhatIfOptions,
} from '@ingress-posture/engine';
import type { ConnectionAnswer } from '@ingress-posture/plugin-ingress-posture-common';
import { arrivalsWithin } from './arrivalsWithin';
import { clientPod } from './clientPod';
import type { ServiceKey } from './clusterReport';

/** The services of a cluster that the one who asks may see. */
export type Sees = 'all' | readonly ServiceKey[];

type Service = Parameters<typeof servicePods>[1];

const serviceKind = kinds.find(({ kind }) => kind === 'Service')!;

/** Said to somebody who does not see everything, whether or not there is more. */
export const NOT_EVERYTHING =
  'Only the Services that you may see were looked at, and others may break. The order has the namespaces of which you may see every Service.';

/**
 * What would become of a connection. Somebody who does not see everything is answered about addresses of
 * Services that he sees, from pods behind those or from outside; about anything else as if the cluster
 * were empty.
 */
export function connectWithin(
  state: ClusterState,
  connection: Connection,
  sees: Sees,
): ConnectionAnswer {
  if (sees === 'all') {
    const from = connection.from && clientPod(state, connection.from);
    return { from, arrivals: connect(state, { ...connection, from }) };
  }
  const services = servicesOf(state, sees);
  const pods = new Set(services.flatMap(one => podNames(state, one)));
  const from =
    connection.from && clientPod(state, connection.from, pod => pods.has(pod));
  const asked = { ...connection, from };
  if (from !== null && !pods.has(from)) return inEmptyCluster(connection);
  const [namespace] = from?.split('/') ?? [];
  const arrivals = services.some(one => hasAddress(one, asked, namespace))
    ? arrivalsWithin(state, asked, {
        services: new Set(sees.map(nameOf)),
        pods,
      })
    : [];
  return arrivals.length > 0
    ? { from, arrivals }
    : { ...inEmptyCluster({ ...connection, from: null }), from };
}

/**
 * Who breaks if a scope turned STRICT, of those that are known and seen. The order is worked out from all that is
 * known, or it would not be safe; shown of it are the namespaces that are seen as a whole.
 */
export function previewWithin(
  state: ClusterState,
  known: readonly JudgedService[],
  scope: StrictScope,
  sees: Sees,
): StrictPreview {
  if (sees === 'all') {
    return previewStrict(state, scope, { judged: known, remedies: false });
  }
  const seen = new Set(sees.map(nameOf));
  const judged = known.filter(({ service }) => seen.has(nameOf(service)));
  return {
    ...previewStrict(state, scope, { judged, remedies: false }),
    order: orderWithin(state, known, scope, seen),
    caveats: [NOT_EVERYTHING, ...unreadSentences(state)],
  };
}

/** Of a namespace without a Service that is seen, as quickly as of one that is not there. */
function orderWithin(
  state: ClusterState,
  known: readonly JudgedService[],
  scope: StrictScope,
  seen: ReadonlySet<string>,
): StrictPreview['order'] {
  const isSeen =
    scope.kind === 'mesh' ||
    state
      .inNamespace(serviceKind, scope.namespace)
      .some(({ meta }) => seen.has(nameOf(meta)));
  if (!isSeen) return [];
  return previewStrict(state, scope, {
    judged: known,
    remedies: false,
  }).order.filter(one => isWhollySeen(state, one, seen));
}

/** Whether every Service of a stage's namespace is seen, and each one that it speaks of elsewhere. */
function isWhollySeen(
  state: ClusterState,
  { namespace, excepted }: StrictPreview['order'][number],
  seen: ReadonlySet<string>,
): boolean {
  if (namespace === null) return false;
  const inside = state.inNamespace(serviceKind, namespace);
  const named = [
    ...inside.map(({ meta }) => meta),
    ...excepted.map(({ service }) => service),
  ];
  return inside.length > 0 && named.every(one => seen.has(nameOf(one)));
}

/**
 * What a change would do to the services that are seen, and to those that it brings. Pods that are not seen, and
 * that it would put behind them, are left out: whoever may write an EndpointSlice or a Service could ask about
 * any pod.
 */
export function whatIfWithin(
  state: ClusterState,
  change: WhatIfChange,
  affectedIn: WhatIfOptions['affectedIn'],
  sees: Sees,
): WhatIf {
  if (sees === 'all') return whatIf(state, change, { affectedIn });
  const seen = new Set(sees.map(nameOf));
  const concerns = (key: ServiceKey) =>
    seen.has(nameOf(key)) || !serviceAt(state, key);
  const hidden = hiddenPodsBehind(state, change, { sees, concerns });
  if (hidden.length === 0)
    return whatIf(state, change, { concerns, affectedIn });
  const without = state.fork();
  hidden.forEach(pod => without.remove(podNamed(pod)));
  return whatIf(without, change, { concerns });
}

/** The pods of the cluster that a change would put behind a service, and that are behind none that is seen. */
function hiddenPodsBehind(
  state: ClusterState,
  { put = [], remove = [] }: WhatIfChange,
  {
    sees,
    concerns,
  }: {
    readonly sees: readonly ServiceKey[];
    readonly concerns: (key: ServiceKey) => boolean;
  },
): readonly string[] {
  const copy = state.fork();
  remove.forEach(object => copy.remove(object));
  put.forEach(object => copy.upsert(object));
  const known = new Set(
    servicesOf(state, sees).flatMap(one => podNames(state, one)),
  );
  const behind = (copy.list(serviceKind) as readonly Service[])
    .filter(({ meta }) => concerns(meta))
    .flatMap(one => podNames(copy, one));
  return [...new Set(behind)].filter(
    pod => !known.has(pod) && podOf(state, pod) !== undefined,
  );
}

function podNamed(pod: string): object {
  const [namespace, name] = pod.split('/');
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name } };
}

function inEmptyCluster(connection: Connection): ConnectionAnswer {
  const empty = new ClusterState({ name: '' });
  return { from: connection.from, arrivals: connect(empty, connection) };
}

function servicesOf(
  state: ClusterState,
  keys: readonly ServiceKey[],
): readonly Service[] {
  return keys.flatMap(key => serviceAt(state, key) ?? []);
}

function serviceAt(
  state: ClusterState,
  { namespace, name }: ServiceKey,
): Service | undefined {
  return state.get(serviceKind, namespace, name) as Service | undefined;
}

function podNames(state: ClusterState, service: Service): readonly string[] {
  return servicePods(state, service).map(({ meta }) => nameOf(meta));
}

function hasAddress(
  { meta, clusterIps, externalIps, loadBalancerAddresses }: Service,
  { address }: Connection,
  clientNamespace: string | undefined,
): boolean {
  const host = address.toLowerCase().replace(/\.$/, '');
  const { namespace, name } = meta;
  return (
    (host === name && namespace === clientNamespace) ||
    host === `${name}.${namespace}` ||
    host === `${name}.${namespace}.svc` ||
    host.startsWith(`${name}.${namespace}.svc.`) ||
    [...clusterIps, ...externalIps, ...loadBalancerAddresses].includes(address)
  );
}

function nameOf({ namespace, name }: ServiceKey): string {
  return `${namespace}/${name}`;
}
