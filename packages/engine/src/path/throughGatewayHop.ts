import { Arrival, GatewayRoute, throughGateway } from '../mesh';
import type { Hop } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import { barredHop } from './barredHop';
import { makeHop } from './hop';
import { sampleHost } from './hosts';
import { podKey } from './sources';

/** What reaches the gateway, as the hop before left it. */
export interface AtGateway {
  /** "namespace/name" of the gateway pod that is asked. */
  readonly pod: string;
  readonly host: string | null;
  readonly path: string | null;
  readonly protocol: 'http' | 'http2' | 'tcp';
  readonly tls: 'tls' | 'mtls' | null;
}

/**
 * Istio gateway → workload. Undefined when the gateway sends this Host and path to other pods:
 * another route is more specific, or has more weight than none.
 */
export function throughGatewayHop(
  state: ClusterState,
  route: GatewayRoute,
  at: AtGateway,
  pods: readonly Pod[],
  nodes: { readonly from: number; readonly to: number },
): Hop | undefined {
  const host = sampleHost(at.host);
  const arrivals = throughGateway(state, {
    pod: at.pod,
    port: route.port,
    host,
    protocol: at.protocol,
    ...(at.tls !== null && { tls: at.tls, sni: host }),
    ...(at.path !== null && { path: at.path }),
  });
  const own = arrivalsAt(arrivals, pods);
  if (own.length === 0) return undefined;
  const hop = makeHop(
    {
      from: 'gateway',
      to: 'workload',
      fromNode: nodes.from,
      toNode: nodes.to,
      addressing: 'service-vip',
      address: null,
      port: route.destination.port,
      host: at.protocol === 'tcp' ? null : route.authority ?? at.host ?? '*',
      protocol: at.protocol.toUpperCase(),
      counts: true,
      certainty: 'proven',
      reasons: [
        {
          text: `${route.route.kind} ${route.route.namespace}/${route.route.name}, bound to Gateway ${route.gateway.namespace}/${route.gateway.name}, sends ${route.host} to ${route.destination.name}.`,
          evidence: [
            {
              object: `${route.route.kind} ${route.route.namespace}/${route.route.name}`,
              field: 'spec',
              value: `${route.host}${route.path ?? ''} → ${
                route.destination.namespace
              }/${route.destination.name}:${route.destination.port}`,
            },
          ],
        },
      ],
    },
    own,
  );
  return barredHop(state, hop, [{ from: at.pod, arrivals: own }]);
}

function arrivalsAt(
  arrivals: readonly Arrival[],
  pods: readonly Pod[],
): readonly Arrival[] {
  const keys = new Set(pods.map(podKey));
  return arrivals.filter(one => one.pod === '' || keys.has(one.pod));
}
