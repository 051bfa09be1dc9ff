import type { Route } from '../ingress/edges/edge';
import type { Hop, PathNode } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { ClientSide, clientHop } from './clientHop';
import { dialHop } from './dialHop';
import { Feeder, waysTo } from './feeders';
import { withGateways } from './gatewayBefore';
import { narrowerHost } from './hosts';
import { clientNode, edgeNode } from './nodes';
import { servicePods } from './servicePods';

/** The beginning of a path: from the clients to the edge that a route belongs to. */
export interface Approach {
  /** Clients first, the route's edge last. */
  readonly nodes: readonly PathNode[];
  readonly hops: readonly Hop[];
  /** Routes of the edges before it, from the outside in. */
  readonly through: readonly Route[];
  /** An Istio gateway stands before them all. */
  readonly behindGateway?: true;
  /** Host that clients ask for, and the one that arrives at the edge. */
  readonly clientHost: string | null;
  readonly host: string | null;
}

/** Every way in which requests that a route is for come to its edge. */
export function approaches(
  state: ClusterState,
  route: Route,
  client: ClientSide,
): readonly Approach[] {
  return waysTo(state, route).ways.flatMap(way =>
    withGateways(
      state,
      way[0]?.route ?? route,
      way.length === 0
        ? straight(state, route, client)
        : throughEdges(state, route, client, way),
    ),
  );
}

function straight(
  state: ClusterState,
  { edge }: Route,
  client: ClientSide,
): Approach {
  return {
    nodes: [clientNode(client.host), edgeNode(state, edge)],
    hops: [clientHop(state, edge, client)],
    through: [],
    clientHost: client.host,
    host: client.host,
  };
}

function throughEdges(
  state: ClusterState,
  route: Route,
  client: ClientSide,
  way: readonly Feeder[],
): Approach {
  const [{ route: first }] = way;
  const clientHost = hostBefore(way, client.host);
  let host = clientHost;
  const hops: Hop[] = [
    clientHop(state, first.edge, {
      host: clientHost,
      path: client.path,
      tls: first.clientTls,
      carried: first.carriesConnections ?? false,
    }),
  ];
  way.forEach(({ route: feeding, service }, index) => {
    const port = service.ports.find(one => one.port === feeding.backend.port);
    if (port) {
      const pods = servicePods(state, service);
      const destination = { service, port, to: 'edge' as const, pods };
      const asked = { host, path: client.path };
      hops.push(dialHop(state, feeding, destination, asked, index + 1));
    }
    if (feeding.dial.host.kind === 'fixed') host = feeding.dial.host.value;
  });
  return {
    nodes: [
      clientNode(clientHost),
      ...way.map(one => edgeNode(state, one.route.edge)),
      edgeNode(state, route.edge),
    ],
    hops,
    through: way.map(one => one.route),
    clientHost,
    host,
  };
}

// The narrowest Host that all edges on the way are for, up to one that puts another in its place.
function hostBefore(
  way: readonly Feeder[],
  last: string | null,
): string | null {
  let host: string | null = null;
  for (const { route } of way) {
    host = narrowerHost(host, route.ref.host);
    if (route.dial.host.kind === 'fixed') return host;
  }
  return narrowerHost(host, last);
}
