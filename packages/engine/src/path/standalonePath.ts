import type { Route } from '../ingress/edges/edge';
import { isOwnOpening } from '../ingress/routes/loadBalancerRoutes';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { Approach, approaches } from './approach';
import { dialHop } from './dialHop';
import { workloadNode } from './nodes';
import type { PathFacts } from './pathFacts';

/**
 * client → third-party edge → workload, once for each way to the edge. None when the route's port is
 * no port of the Service.
 */
export function standalonePaths(
  state: ClusterState,
  route: Route,
  service: Service,
  pods: readonly Pod[],
): readonly PathFacts[] {
  const port = service.ports.find(one => one.port === route.backend.port);
  if (!port) return [];
  const path = route.pathIsPattern ? null : route.ref.path;
  const carried = route.carriesConnections ?? false;
  const client = {
    host: route.ref.host,
    path,
    tls: carried ? route.dial.tls !== null : route.clientTls,
    carried,
    opaque: route.takesTlsOff ?? false,
    // A Service's own opening listens at the Service's port.
    ...(isOwnOpening(route) && { port: port.port }),
  };
  const destination = { service, port, to: 'workload' as const, pods };
  return approaches(state, route, client).map(approach => {
    const { host, nodes, through, behindGateway } = approach;
    const asked = { host, path };
    const at = nodes.length - 1;
    const last = dialHop(state, route, destination, asked, at);
    const target = last.arrivals.find(arrival => arrival.pod !== '')?.port;
    return {
      edge: route.edge,
      route,
      ...(through.length > 0 && { through }),
      ...(behindGateway && { behindGateway }),
      path: {
        mode: 'standalone',
        edge: route.edge.ref,
        route: shownRoute(route, approach),
        port: port.port,
        nodes: [
          ...nodes,
          workloadNode(state, service, target ?? null, pods, undefined),
        ],
        hops: [...approach.hops, last],
      },
    };
  });
}

/** The route as clients come to it: behind others, by the Host that those are for. */
export function shownRoute(
  { ref }: Route,
  { through, behindGateway, clientHost }: Approach,
): Route['ref'] {
  return through.length > 0 || behindGateway
    ? { ...ref, host: clientHost }
    : ref;
}
