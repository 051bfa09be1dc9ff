import type { ClusterState } from '../../state/clusterState';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import type { KubeObject } from '../../state/meta';
import { gatewayRoutesByBackend } from './gatewayRoutesByBackend';
import type { Unclaimed } from './routeReader';

/** Whether routes of the Gateway API lead to an object of a vendor's own, in the place of a Service, unless they are of a kind that is followed. */
function isBehindGateway(
  state: ClusterState,
  { kind: ofObject, meta }: KubeObject,
  ofGroup: string,
  followed: readonly GatewayRoute['kind'][],
): boolean {
  const key = `${meta.namespace}/${meta.name}`;
  return gatewayRoutesByBackend
    .flatMap(index => state.lookup(index, key))
    .filter(({ kind }) => !followed.includes(kind))
    .some(route =>
      route.rules
        .flatMap(rule => [...rule.backends, ...rule.mirrors])
        .some(
          ({ group, kind, namespace = route.meta.namespace, name }) =>
            group === ofGroup &&
            kind === ofObject &&
            `${namespace}/${name}` === key,
        ),
    );
}

/** The objects that routes of the Gateway API lead to, by a way that is not followed. */
export function unclaimedBehindGateways(
  state: ClusterState,
  objects: readonly KubeObject[],
  group: string,
  followed: readonly GatewayRoute['kind'][] = [],
): readonly Unclaimed[] {
  return objects
    .filter(object => isBehindGateway(state, object, group, followed))
    .map(object => ({
      object,
      why: 'and routes of the Gateway API lead to it: what arrives by that way could not be worked out.',
    }));
}
