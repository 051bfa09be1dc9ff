import type { Route } from '../ingress/edge';
import type { GatewayRoute } from '../mesh';
import type { Hop } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { clientHop } from './clientHop';
import { dialHop } from './dialHop';
import { gatewayPods } from './gatewayPath';
import { hostsMeet, narrowerHost } from './hosts';
import { clientNode, edgeNode, gatewayNode, workloadNode } from './nodes';
import type { PathFacts } from './pathFacts';
import { servicePods } from './servicePods';
import { podKey } from './sources';
import { throughGatewayHop } from './throughGatewayHop';

/** client → third-party edge → Istio gateway → workload. */
export function chainedPath(
  state: ClusterState,
  feeding: Route,
  gatewayService: Service,
  route: GatewayRoute,
  service: Service,
  pods: readonly Pod[],
): PathFacts | undefined {
  const port = gatewayService.ports.find(
    one => one.port === feeding.backend.port,
  );
  const host = hostAtGateway(feeding, route);
  if (!port || host === undefined) return undefined;
  const gateways = gatewayPods(state, route);
  const path = feeding.pathIsPattern ? null : feeding.ref.path;
  const client = { host, path, tls: feeding.clientTls };
  const toGateway = dialHop(
    state,
    feeding,
    {
      service: gatewayService,
      port,
      to: 'gateway',
      pods: servicePods(state, gatewayService),
    },
    client,
  );
  const asked = toGateway.arrivals.find(
    one => one.outcome === 'accepted' && route.pods.includes(one.pod),
  );
  const last =
    asked &&
    throughGatewayHop(
      state,
      route,
      {
        pod: asked.pod,
        host,
        path: route.path ?? path,
        protocol: feeding.dial.protocol,
        tls: tlsOf(toGateway),
      },
      pods,
      { from: 2, to: 3 },
    );
  // The gateway takes it and sends it elsewhere: not a path to this service.
  if (asked && !last) return undefined;
  const target = last?.arrivals.find(arrival => arrival.pod !== '')?.port;
  return {
    edge: feeding.edge,
    route: feeding,
    path: {
      mode: 'chained',
      edge: feeding.edge.ref,
      route: { ...feeding.ref, host },
      port: route.destination.port,
      nodes: [
        clientNode(host),
        edgeNode(state, feeding.edge),
        gatewayNode(
          state,
          route.gateway.name,
          gateways[0]?.meta.namespace ?? route.gateway.namespace,
          gateways,
        ),
        workloadNode(state, service, target ?? null, pods, undefined),
      ],
      hops: [
        clientHop(state, feeding.edge, client),
        toGateway,
        ...(last ? [last] : []),
      ],
    },
  };
}

/** The Host that the gateway gets to see of a route; undefined when the two cannot meet. */
function hostAtGateway(
  feeding: Route,
  route: GatewayRoute,
): string | null | undefined {
  const { host: sent } = feeding.dial;
  const wanted = route.host === '*' ? null : route.host;
  if (sent.kind === 'fixed') {
    return hostsMeet(sent.value, wanted) ? feeding.ref.host : undefined;
  }
  return hostsMeet(feeding.ref.host, wanted)
    ? narrowerHost(feeding.ref.host, wanted)
    : undefined;
}

function tlsOf(hop: Hop): 'tls' | 'mtls' | null {
  if (hop.wire === 'istio-mtls') return 'mtls';
  return hop.wire === 'tls' || hop.wire === 'app-tls' ? 'tls' : null;
}

/** Whether a third-party route leads to pods of the gateway that serves another route. */
export function feeds(
  route: GatewayRoute,
  feeding: Route,
  gatewayService: Service,
  behind: readonly Pod[],
): boolean {
  const keys = new Set(behind.map(podKey));
  const port = gatewayService.ports.find(
    one => one.port === feeding.backend.port,
  );
  return (
    route.pods.some(pod => keys.has(pod)) &&
    port !== undefined &&
    (port.port === route.servicePort || port.targetPort === route.port)
  );
}
