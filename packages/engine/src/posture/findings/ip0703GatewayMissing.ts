import { gatewayRoutesByBackend } from '../../ingress/routes/gatewayRoutesByBackend';
import { evidenceOf, objectName } from '../../state/evidence';
import type { ClusterState } from '../../state/clusterState';
import type { KindDefinition } from '../../state/kindDefinition';
import { gateways } from '../../state/kinds/gateway';
import type { GatewayRoute, ParentRef } from '../../state/kinds/gatewayRoute';
import { listenerSetKinds } from '../../state/kinds/listenerSet';
import { findingRule } from '../finding';
import type { ServiceFacts } from '../serviceFacts';
import { gatewaysNamed, virtualServicesTo } from '../virtualServicesTo';

/** A route to the Service names a Gateway that is not there (IST0101). */
export const ip0703 = findingRule('IP0703', facts => [
  ...ofVirtualServices(facts),
  ...ofGatewayApi(facts),
]);

function ofVirtualServices({ state, service }: ServiceFacts) {
  return virtualServicesTo(state, service).flatMap(route =>
    gatewaysNamed(state, route)
      .filter(one => !one.gateway)
      .map(({ name }) => ({
        says: {
          route: objectName(route),
          gateway: `Gateway ${name}`,
          service: service.meta.name,
        },
        about: [route],
        evidence: [
          evidenceOf(route, 'spec.gateways', route.gateways.join(', ')),
        ],
      })),
  );
}

function ofGatewayApi({ state, service }: ServiceFacts) {
  const key = `${service.meta.namespace}/${service.meta.name}`;
  return gatewayRoutesByBackend
    .flatMap(index => state.lookup(index, key))
    .flatMap(route =>
      route.parents
        .filter(parent => isMissing(state, route, parent))
        .map(({ kind, namespace = route.meta.namespace, name }) => ({
          says: {
            route: objectName(route),
            gateway: `${kind} ${namespace}/${name}`,
            service: service.meta.name,
          },
          about: [route],
          evidence: [evidenceOf(route, 'spec.parentRefs[].name', name)],
        })),
    );
}

const attachable: readonly KindDefinition[] = [gateways, ...listenerSetKinds];

/** What a route attaches to, a Gateway or a set of listeners, and that could be read and is not there. */
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
