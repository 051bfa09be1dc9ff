import type { Route } from '../ingress/edges/edge';
import type { GatewayRoute } from '../mesh';
import type { Hop } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { Approach, approaches } from './approach';
import { dialHop } from './dialHop';
import type { Feeder } from './feeders';
import { gatewayPods } from './gatewayPath';
import { hostsMeet, narrowerHost } from './hosts';
import { gatewayNode, workloadNode } from './nodes';
import type { PathFacts } from './pathFacts';
import { servicePods } from './servicePods';
import { podKey } from './sources';
import { throughGatewayHop } from './throughGatewayHop';

/** client → third-party edge → Istio gateway → workload, once for each way to the edge. */
export function chainedPaths(
  state: ClusterState,
  feeding: Feeder,
  route: GatewayRoute,
  service: Service,
  pods: readonly Pod[],
): readonly PathFacts[] {
  const host = hostAtGateway(feeding.route, route);
  if (host === undefined) return [];
  const { pathIsPattern, ref, clientTls, dial } = feeding.route;
  const path = pathIsPattern ? null : ref.path;
  const carried = feeding.route.carriesConnections ?? false;
  const client = {
    host,
    path,
    tls: carried ? dial.tls !== null : clientTls,
    carried,
    opaque: feeding.route.takesTlsOff ?? false,
  };
  return approaches(state, feeding.route, client).flatMap(
    approach =>
      chainedPath(state, feeding, route, approach, service, pods) ?? [],
  );
}

function chainedPath(
  state: ClusterState,
  { route: feeding, service: gatewayService }: Feeder,
  route: GatewayRoute,
  approach: Approach,
  service: Service,
  pods: readonly Pod[],
): PathFacts | undefined {
  const port = gatewayService.ports.find(
    one => one.port === feeding.backend.port,
  );
  if (!port) return undefined;
  const gateways = gatewayPods(state, route);
  const path = feeding.pathIsPattern ? null : feeding.ref.path;
  const { host, through, nodes, behindGateway } = approach;
  const at = nodes.length - 1;
  const behind = servicePods(state, gatewayService);
  const toGateway = dialHop(
    state,
    feeding,
    { service: gatewayService, port, to: 'gateway', pods: behind },
    { host, path },
    at,
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
      { from: at + 1, to: at + 2 },
    );
  // The gateway takes it and sends it elsewhere: not a path to this service.
  if (asked && !last) return undefined;
  const target = last?.arrivals.find(arrival => arrival.pod !== '')?.port;
  return {
    edge: feeding.edge,
    route: feeding,
    ...(through.length > 0 && { through }),
    ...(behindGateway && { behindGateway }),
    path: {
      mode: 'chained',
      edge: feeding.edge.ref,
      route: { ...feeding.ref, host: approach.clientHost },
      port: route.destination.port,
      nodes: [
        ...nodes,
        gatewayNode(
          state,
          route.gateway.name,
          gateways[0]?.meta.namespace ?? route.gateway.namespace,
          gateways,
        ),
        workloadNode(state, service, target ?? null, pods, undefined),
      ],
      hops: [...approach.hops, toGateway, ...(last ? [last] : [])],
    },
  };
}

/** The Host that the gateway gets to see of a route; undefined when the two cannot meet. */
function hostAtGateway(
  feeding: Route,
  route: GatewayRoute,
): string | null | undefined {
  const wanted = route.host === '*' ? null : route.host;
  const { host } = feeding.ref;
  if (!hostsMeet(hostSentBy(feeding), wanted)) return undefined;
  return feeding.dial.host.kind === 'fixed' ? host : narrowerHost(host, wanted);
}

/** The Host that an edge sends on for a route; a pattern where it passes on what clients ask for. */
export function hostSentBy({ dial, ref }: Route): string | null {
  return dial.host.kind === 'fixed' ? dial.host.value : ref.host;
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
