import type { Route } from '../ingress/edge';
import { isOwnOpening } from '../ingress/loadBalancerRoutes';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { clientHop } from './clientHop';
import { dialHop } from './dialHop';
import { clientNode, edgeNode, workloadNode } from './nodes';
import type { PathFacts } from './pathFacts';

/** client → third-party edge → workload. Undefined when the route's port is no port of the Service. */
export function standalonePath(
  state: ClusterState,
  route: Route,
  service: Service,
  pods: readonly Pod[],
): PathFacts | undefined {
  const port = service.ports.find(one => one.port === route.backend.port);
  if (!port) return undefined;
  const { host } = route.ref;
  const path = route.pathIsPattern ? null : route.ref.path;
  const carried = route.carriesConnections ?? false;
  const client = {
    host,
    path,
    tls: carried ? route.dial.tls !== null : route.clientTls,
    carried,
    // A Service's own opening listens at the Service's port.
    ...(isOwnOpening(route) && { port: port.port }),
  };
  const last = dialHop(
    state,
    route,
    { service, port, to: 'workload', pods },
    client,
  );
  const target = last.arrivals.find(arrival => arrival.pod !== '')?.port;
  return {
    edge: route.edge,
    route,
    path: {
      mode: 'standalone',
      edge: route.edge.ref,
      route: route.ref,
      port: port.port,
      nodes: [
        clientNode(host),
        edgeNode(state, route.edge),
        workloadNode(state, service, target ?? null, pods, undefined),
      ],
      hops: [clientHop(state, route.edge, client), last],
    },
  };
}
