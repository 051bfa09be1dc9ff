import type { Route } from '../ingress/edge';
import { Arrival, connect } from '../mesh';
import type { Hop } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import type { Service, ServicePort } from '../state/kinds/service';
import { noPods } from './clientHop';
import { makeHop, noArrival } from './hop';
import { sampleHost } from './hosts';
import { podKey, sourcePods } from './sources';
import { shownAddress, Target, targetsOf } from './targets';

/** edge → what its route leads to: the workload's pods, or those of an Istio gateway. */
export function dialHop(
  state: ClusterState,
  route: Route,
  service: Service,
  port: ServicePort,
  client: { readonly host: string | null; readonly path: string | null },
  to: 'workload' | 'gateway',
): Hop {
  const { dial, edge } = route;
  const fromPods = edge.vendor.placement === 'in-cluster';
  const targets = targetsOf(state, service, port, dial.addressing, fromPods);
  const host = dial.host.kind === 'fixed' ? dial.host.value : client.host;
  const ask = (from: string | null): Arrival[] =>
    targets.flatMap(target =>
      connect(state, connection(from, target, route, host, client.path)),
    );
  const plan = {
    from: 'edge',
    to,
    fromNode: 1,
    toNode: 2,
    addressing: dial.addressing,
    address: shownAddress(service, dial.addressing, targets),
    port:
      dial.addressing === 'service-vip'
        ? port.port
        : dial.addressing === 'node-port'
        ? port.nodePort ?? null
        : targets[0]?.port ?? null,
    host: dial.protocol === 'tcp' ? null : host ?? '*',
    protocol: dial.protocol.toUpperCase(),
    // A cloud's connection into a gateway is how traffic enters; between two pods it is the mesh's.
    counts: to === 'workload' || fromPods,
    certainty: dial.certainty,
    reasons: dial.reasons,
  } as const;
  if (fromPods && edge.pods.length === 0) {
    return makeHop(plan, [
      noArrival('unknown', 'no pods of the edge', noPods(edge)),
    ]);
  }
  if (targets.length === 0) {
    return makeHop(plan, [
      noArrival('unroutable', 'no ready endpoint', {
        text: `${objectName(service)} has no ready endpoint on port ${
          port.port
        }.`,
        evidence: [],
      }),
    ]);
  }
  const hop = makeHop(
    plan,
    fromPods
      ? sourcePods(state, edge).flatMap(pod => ask(podKey(pod)))
      : ask(null),
  );
  // To the mesh this is the client's own TLS; we know that the edge started it.
  return hop.wire === 'app-tls' ? { ...hop, wire: 'tls' } : hop;
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
      tls: 'tls' as const,
      ...(dial.tls.sni !== null && { sni: dial.tls.sni }),
    }),
    ...(path !== null && { path }),
  };
}
