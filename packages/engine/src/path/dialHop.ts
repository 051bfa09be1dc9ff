import { unseenEndpoints } from '../completion/completedEndpoints';
import type { Dial } from '../ingress/dial/dial';
import type { Route } from '../ingress/edges/edge';
import { Arrival, connect } from '../mesh';
import type { Hop } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import type { Pod } from '../state/kinds/pod';
import type { Service, ServicePort } from '../state/kinds/service';
import { barredHop } from './barredHop';
import { noPods } from './clientHop';
import { HopPlan, makeHop, noArrival } from './hop';
import { sampleHost } from './hosts';
import { podKey, sourcePods } from './sources';
import { shownAddress, Target, targetsOf } from './targets';

/** What a hop from an edge leads to. */
export interface Destination {
  readonly service: Service;
  readonly port: ServicePort;
  readonly to: 'workload' | 'gateway' | 'edge';
  /** The pods that belong to the Service. */
  readonly pods: readonly Pod[];
}

/**
 * edge → what its route leads to: the workload's pods, those of an Istio gateway, or of another edge.
 * `at` is the place of the edge among the path's nodes.
 */
export function dialHop(
  state: ClusterState,
  route: Route,
  destination: Destination,
  client: { readonly host: string | null; readonly path: string | null },
  at = 1,
): Hop {
  const { dial, edge } = route;
  const { service, port } = destination;
  const fromPods = edge.vendor.placement === 'in-cluster';
  const targets = targetsOf(state, service, port, dial.addressing, fromPods);
  const hostAt = (target: Target | undefined) =>
    hostSent(dial, client.host, target);
  const plan = {
    ...planOf(route, destination, targets, hostAt(targets[0])),
    fromNode: at,
    toNode: at + 1,
  };
  if (fromPods && edge.pods.length === 0) {
    return makeHop(plan, [
      noArrival('unknown', 'no pods of the edge', noPods(edge)),
    ]);
  }
  if (targets.length === 0) {
    return makeHop(plan, [nothingToDial(state, destination)]);
  }
  const sources: readonly (string | null)[] = fromPods
    ? sourcePods(state, edge).map(podKey)
    : [null];
  const sent: readonly Sent<string | null>[] = sources.map(from => ({
    from,
    arrivals: targets.flatMap(target =>
      connect(
        state,
        connection(from, target, route, hostAt(target), client.path),
      ),
    ),
  }));
  const arrivals = sent.flatMap(one => one.arrivals);
  const made = makeHop(plan, misroutedMarked(arrivals, destination));
  return withOwnTls(dial, barredHop(state, made, sent.filter(isFromPod)));
}

type Sent<From> = {
  readonly from: From;
  readonly arrivals: readonly Arrival[];
};

function isFromPod(one: Sent<string | null>): one is Sent<string> {
  return one.from !== null;
}

// To the mesh this is the client's own TLS; we know that the edge started it.
function withOwnTls({ tls }: Dial, hop: Hop): Hop {
  return hop.wire === 'app-tls' && tls?.startedBy === 'edge'
    ? { ...hop, wire: 'tls' }
    : hop;
}

function nothingToDial(
  state: ClusterState,
  { service, port }: Destination,
): Arrival {
  const unseen = unseenEndpoints(state, service);
  return unseen === undefined
    ? noArrival('unroutable', 'no ready endpoint', {
        text: `${objectName(service)} has no ready endpoint on port ${
          port.port
        }.`,
        evidence: [],
      })
    : noArrival('unknown', 'no endpoint was seen', {
        text: unseen,
        evidence: [],
      });
}

function planOf(
  { dial, edge }: Route,
  { service, port, to }: Destination,
  targets: readonly Target[],
  host: string | null,
): Omit<HopPlan, 'fromNode' | 'toNode'> {
  const ports = {
    'service-vip': port.port,
    'node-port': port.nodePort ?? null,
    'pod-ip': targets[0]?.port ?? null,
  };
  return {
    from: 'edge',
    to,
    addressing: dial.addressing,
    address: shownAddress(service, dial.addressing, targets, edge),
    port: ports[dial.addressing],
    host: dial.protocol === 'tcp' ? null : host ?? '*',
    protocol: dial.protocol.toUpperCase(),
    // A cloud's connection into a gateway is how traffic enters; between two pods it is the mesh's.
    counts: to === 'workload' || edge.vendor.placement === 'in-cluster',
    certainty: dial.certainty,
    caveats: dial.caveats,
    reasons: dial.reasons,
  };
}

// Ports that a Host does not name, for plaintext and for TLS.
const usualPorts = { plaintext: 80, tls: 443 };

function hostSent(
  { host, tls }: Dial,
  fromClient: string | null,
  target: Target | undefined,
): string | null {
  if (host.kind === 'fixed') return host.value;
  if (host.kind === 'client') return fromClient;
  if (!target) return null;
  const usual = tls ? usualPorts.tls : usualPorts.plaintext;
  return target.port === usual && !host.withPort
    ? target.address
    : `${target.address}:${target.port}`;
}

/** A Host that names another Service takes the connection there: this one never sees it. */
function misroutedMarked(
  arrivals: readonly Arrival[],
  { service, pods }: Destination,
): readonly Arrival[] {
  const own = new Set(pods.map(podKey));
  return arrivals.map(arrival =>
    arrival.pod === '' || own.has(arrival.pod)
      ? arrival
      : {
          ...arrival,
          outcome: 'unroutable',
          why: `ends at Pod ${arrival.pod}, which is not behind ${service.meta.name}`,
        },
  );
}

function connection(
  from: string | null,
  target: Target,
  { dial }: Route,
  host: string | null,
  path: string | null,
) {
  const sent = sampleHost(host);
  return {
    from,
    address: target.address,
    port: target.port,
    protocol: dial.protocol,
    ...(dial.protocol !== 'tcp' && { host: sent }),
    ...(dial.tls && {
      tls: dial.tls.identity === 'mesh' ? ('mtls' as const) : ('tls' as const),
      ...(dial.tls.sni !== null && { sni: dial.tls.sni }),
    }),
    ...(path !== null && { path }),
  };
}
