import type { Route } from '../ingress/edge';
import { instanceByPod } from '../ingress/instances';
import { routes, routesTo } from '../ingress/routes';
import { GatewayRoute, gatewayRoutes, membership } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import { derive, groupBy } from '../state/derived';
import { kinds } from '../state/kinds';
import type { Pod } from '../state/kinds/pod';
import { Service, services } from '../state/kinds/service';
import { chainedPath, feeds } from './chainedPath';
import { gatewayPath } from './gatewayPath';
import type { PathFacts } from './pathFacts';
import { servicePods } from './servicePods';
import { podKey } from './sources';
import { standalonePath } from './standalonePath';

/** Every path from outside to a Service. */
export function pathsTo(
  state: ClusterState,
  service: Service,
  pods: readonly Pod[],
): readonly PathFacts[] {
  const { namespace, name } = service.meta;
  const direct = routesTo(state, namespace, name)
    .filter(route => !isEntrance(state, route, pods))
    .flatMap(route => standalonePath(state, route, service, pods) ?? []);
  const bound =
    state.read(gatewayRoutesByService).get(`${namespace}/${name}`) ?? [];
  return [
    ...direct,
    ...bound.flatMap(route => gatewayPath(state, route, service, pods) ?? []),
    ...bound.flatMap(route => chained(state, route, service, pods)),
  ];
}

const gatewayRoutesByService = derive(
  kinds,
  (state): ReadonlyMap<string, readonly GatewayRoute[]> =>
    groupBy(gatewayRoutes(state), ({ destination }): readonly string[] => [
      `${destination.namespace}/${destination.name}`,
    ]),
);

/**
 * An open Service in front of an edge's or a gateway's pods is how traffic enters that edge: not an
 * edge of its own.
 */
function isEntrance(
  state: ClusterState,
  route: Route,
  pods: readonly Pod[],
): boolean {
  if (route.edge.vendor.id !== 'service-load-balancer') return false;
  const edges = state.read(instanceByPod);
  return pods.some(
    pod =>
      edges.has(podKey(pod)) ||
      membership(state, podKey(pod)).proxyRole === 'gateway',
  );
}

interface Feeding {
  readonly route: Route;
  readonly service: Service;
  readonly pods: readonly Pod[];
}

/** Third-party routes that lead to Istio gateway pods. */
const feedings = derive(kinds, (state): readonly Feeding[] =>
  state.read(routes).flatMap(route => {
    if (route.edge.vendor.id === 'service-load-balancer') return [];
    const { namespace, service: name } = route.backend;
    const service = state.get(services, namespace, name);
    const pods = service ? servicePods(state, service) : [];
    const toGateway = pods.some(
      pod => membership(state, podKey(pod)).proxyRole === 'gateway',
    );
    return service && toGateway ? [{ route, service, pods }] : [];
  }),
);

function chained(
  state: ClusterState,
  route: GatewayRoute,
  service: Service,
  pods: readonly Pod[],
): readonly PathFacts[] {
  return state
    .read(feedings)
    .filter(one => feeds(route, one.route, one.service, one.pods))
    .flatMap(
      one =>
        chainedPath(state, one.route, one.service, route, service, pods) ?? [],
    );
}
