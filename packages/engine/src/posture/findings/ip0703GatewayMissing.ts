import { gatewayRoutesByBackend } from '../../ingress/routes/gatewayRoutesByBackend';
import { evidenceOf, objectName } from '../../state/evidence';
import { gateways } from '../../state/kinds/gateway';
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
          gateway: name,
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
        .filter(({ kind }) => kind === 'Gateway')
        .map(({ namespace = route.meta.namespace, name }) => ({
          route,
          namespace,
          name,
        })),
    )
    .filter(({ namespace, name }) => !state.get(gateways, namespace, name))
    .map(({ route, namespace, name }) => ({
      says: {
        route: objectName(route),
        gateway: `${namespace}/${name}`,
        service: service.meta.name,
      },
      about: [route],
      evidence: [evidenceOf(route, 'spec.parentRefs[].name', name)],
    }));
}
