import { gatewayRoutesByBackend } from '../ingress/routes/gatewayRoutesByBackend';
import { referenceAllowed } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import type { GatewayRoute } from '../state/kinds/gatewayRoute';
import { referenceGrants } from '../state/kinds/referenceGrant';
import type { Service } from '../state/kinds/service';

/**
 * Routes of other namespaces that lead to a Service, or copy requests to it, while no ReferenceGrant of its namespace
 * lets them. Routes inside the mesh need none (istio pilot/pkg/config/kube/gateway/conversion.go, enforceRefGrant).
 */
export function ungrantedRoutes(
  state: ClusterState,
  { meta: { namespace, name } }: Service,
): readonly GatewayRoute[] {
  if (state.unreadable(referenceGrants) !== undefined) return [];
  return gatewayRoutesByBackend
    .flatMap(index => state.lookup(index, `${namespace}/${name}`))
    .filter(
      route =>
        route.parents.some(one => one.kind !== 'Service') &&
        leadsToService(route, namespace, name) &&
        !referenceAllowed(
          state,
          { kind: route.kind, namespace: route.meta.namespace },
          { namespace, name },
        ),
    );
}

/** Whether a backend is a Service of that name: those of vendors' own kinds can have the same. */
function leadsToService(
  { meta, rules }: GatewayRoute,
  namespace: string,
  name: string,
): boolean {
  return rules
    .flatMap(rule => [...rule.backends, ...rule.mirrors])
    .some(
      one =>
        one.group === '' &&
        one.kind === 'Service' &&
        one.name === name &&
        (one.namespace ?? meta.namespace) === namespace,
    );
}
