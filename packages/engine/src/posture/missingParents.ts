import { gatewayRoutesByBackend } from '../ingress/routes/gatewayRoutesByBackend';
import type { ClusterState } from '../state/clusterState';
import type { KindDefinition } from '../state/kindDefinition';
import { gateways } from '../state/kinds/gateway';
import type { GatewayRoute, ParentRef } from '../state/kinds/gatewayRoute';
import { listenerSetKinds } from '../state/kinds/listenerSet';
import type { Service } from '../state/kinds/service';

/** A route of the Gateway API and what it attaches to, which is not there: "Gateway infra/shared". */
export interface MissingParent {
  readonly route: GatewayRoute;
  readonly name: string;
  readonly parent: string;
}

/** What routes to a Service attach to and is not there: a Gateway or a set of listeners. */
export function missingParents(
  state: ClusterState,
  { meta }: Service,
): readonly MissingParent[] {
  return gatewayRoutesByBackend
    .flatMap(index => state.lookup(index, `${meta.namespace}/${meta.name}`))
    .flatMap(route =>
      route.parents
        .filter(parent => isMissing(state, route, parent))
        .map(({ kind, namespace = route.meta.namespace, name }) => ({
          route,
          name,
          parent: `${kind} ${namespace}/${name}`,
        })),
    );
}

const attachable: readonly KindDefinition[] = [gateways, ...listenerSetKinds];

/** Of a kind that could be read. */
function isMissing(
  state: ClusterState,
  { meta }: GatewayRoute,
  { group, kind, namespace = meta.namespace, name }: ParentRef,
): boolean {
  const parent = attachable.find(
    one => one.group === group && one.kind === kind,
  );
  return (
    parent !== undefined &&
    state.unreadable(parent) === undefined &&
    !state.get(parent, namespace, name)
  );
}
