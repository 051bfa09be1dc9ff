import type { Edge, Route } from '../ingress/edges/edge';
import { GatewayRoute, gatewayRoutesTo } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import type { Service } from '../state/kinds/service';
import type { Approach } from './approach';
import { servicesOfPod } from './entrance';
import { isOpenEdge } from './feeders';
import { gatewayPath } from './gatewayPath';
import { hostsMeet, narrowerHost } from './hosts';
import { podKey } from './sources';

/** A route of an Istio gateway, and the Service of an edge that it leads to. */
interface Bound {
  readonly route: GatewayRoute;
  readonly service: Service;
}

/**
 * A way to an edge, and the same way with every Istio gateway that leads to its first edge before it.
 * An edge that is not open by itself has no way of its own where a gateway leads to it.
 */
export function withGateways(
  state: ClusterState,
  first: Route,
  approach: Approach,
): readonly Approach[] {
  const through = boundTo(state, first.edge).flatMap(
    bound => throughGateway(state, bound, first, approach) ?? [],
  );
  const straight = through.length === 0 || isOpenEdge(state, first.edge);
  return [...(straight ? [approach] : []), ...through];
}

/** The routes of Istio gateways to the Services of an edge. */
function boundTo(
  state: ClusterState,
  { vendor, pods }: Edge,
): readonly Bound[] {
  if (vendor.placement !== 'in-cluster' || pods.length === 0) return [];
  return servicesOfPod(state, podKey(pods[0])).flatMap(service => {
    const { namespace, name } = service.meta;
    return state.ask({
      key: `gateways before an edge|${namespace}/${name}`,
      answer: now =>
        gatewayRoutesTo(now, namespace, name)
          .filter(route => !route.redirects)
          .map(route => ({ route, service })),
      gist: one => one,
    });
  });
}

function throughGateway(
  state: ClusterState,
  { route, service }: Bound,
  first: Route,
  approach: Approach,
): Approach | undefined {
  const asked = hostsAsked(route, first, approach);
  if (!asked || !pathsMeet(route.path, first)) return undefined;
  const { clientHost, host } = asked;
  const made = gatewayPath(
    state,
    { ...route, host: clientHost ?? '*' },
    service,
    first.edge.pods,
  );
  if (!made) return undefined;
  const { nodes, hops } = made.path;
  const [entering, onwards] = hops;
  return {
    nodes: [...nodes.slice(0, 2), ...approach.nodes.slice(1)],
    hops: [
      entering,
      { ...onwards, to: 'edge' },
      ...approach.hops.slice(1).map(hop => ({
        ...hop,
        fromNode: hop.fromNode + 1,
        toNode: hop.toNode + 1,
      })),
    ],
    through: approach.through,
    behindGateway: true,
    clientHost,
    host,
  };
}

/** What clients ask the gateway for, and what arrives at the edge; undefined when the two cannot meet. */
function hostsAsked(
  { host: bound, authority }: GatewayRoute,
  first: Route,
  approach: Approach,
): Pick<Approach, 'clientHost' | 'host'> | undefined {
  const wanted = bound === '*' ? null : bound;
  if (authority !== undefined) {
    return hostsMeet(authority, first.ref.host)
      ? { clientHost: wanted, host: authority }
      : undefined;
  }
  if (!hostsMeet(wanted, approach.clientHost)) return undefined;
  const clientHost = narrowerHost(wanted, approach.clientHost);
  const isPassedOn = approach.host === approach.clientHost;
  return { clientHost, host: isPassedOn ? clientHost : approach.host };
}

function pathsMeet(
  path: string | null,
  { ref, pathIsPattern }: Route,
): boolean {
  if (pathIsPattern) return true;
  const [one, other] = [path ?? '/', ref.path ?? '/'];
  return one.startsWith(other) || other.startsWith(one);
}
