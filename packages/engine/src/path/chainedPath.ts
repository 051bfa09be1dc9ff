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
  const { clientTls, dial } = feeding.route;
  const carried = feeding.route.carriesConnections ?? false;
  const client = {
    host,
    path: pathAsked(feeding.route),
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
  feeder: Feeder,
  route: GatewayRoute,
  approach: Approach,
  service: Service,
  pods: readonly Pod[],
): PathFacts | undefined {
  const { route: feeding } = feeder;
  const { through, nodes, behindGateway } = approach;
  const toGateway = hopToGateway(state, feeder, approach);
  if (!toGateway) return undefined;
  const last = hopBehind(state, feeding, route, approach, toGateway, pods);
  if (last === 'elsewhere') return undefined;
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
        nodeOfGateway(state, route),
        workloadNode(state, service, target ?? null, pods, undefined),
      ],
      hops: [...approach.hops, toGateway, ...(last ? [last] : [])],
    },
  };
}

/** The hop from the edge to the gateway's pods. */
function hopToGateway(
  state: ClusterState,
  { route: feeding, service }: Feeder,
  { host, nodes }: Approach,
): Hop | undefined {
  const port = service.ports.find(one => one.port === feeding.backend.port);
  return (
    port &&
    dialHop(
      state,
      feeding,
      { service, port, to: 'gateway', pods: servicePods(state, service) },
      { host, path: pathAsked(feeding) },
      nodes.length - 1,
    )
  );
}

/**
 * The hop from the gateway to the workload: undefined where the gateway accepts nothing, `elsewhere`
 * where it sends what it accepts to another service.
 */
function hopBehind(
  state: ClusterState,
  feeding: Route,
  route: GatewayRoute,
  { host, nodes }: Approach,
  toGateway: Hop,
  pods: readonly Pod[],
): Hop | 'elsewhere' | undefined {
  const asked = toGateway.arrivals.find(
    one => one.outcome === 'accepted' && route.pods.includes(one.pod),
  );
  if (!asked) return undefined;
  const request = {
    pod: asked.pod,
    host,
    path: route.path ?? pathAsked(feeding),
    protocol: feeding.dial.protocol,
    tls: tlsOf(toGateway),
  };
  const place = { from: nodes.length, to: nodes.length + 1 };
  return throughGatewayHop(state, route, request, pods, place) ?? 'elsewhere';
}

function nodeOfGateway(
  state: ClusterState,
  route: GatewayRoute,
): ReturnType<typeof gatewayNode> {
  const { name, namespace } = route.gateway;
  const gateways = gatewayPods(state, route);
  const [first] = gateways.map(({ meta }) => meta.namespace);
  return gatewayNode(state, name, first ?? namespace, gateways);
}

/** The path that is asked for; unknown where it is a pattern. */
function pathAsked({ pathIsPattern, ref }: Route): string | null {
  return pathIsPattern ? null : ref.path;
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
