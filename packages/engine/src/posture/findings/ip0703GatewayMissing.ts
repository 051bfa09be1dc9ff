import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { missingParents } from '../missingParents';
import type { ServiceFacts } from '../serviceFacts';
import { unseenGateways } from '../unseenGateways';
import { gatewaysNamed, virtualServicesTo } from '../virtualServicesTo';

/** A route to the Service names a Gateway that is not there (IST0101), and not only missing from some manifests. */
export const ip0703 = findingRule('IP0703', facts =>
  unseenGateways(facts).length > 0
    ? []
    : [...ofVirtualServices(facts), ...ofGatewayApi(facts)],
);

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
  return missingParents(state, service).map(({ route, parent, name }) => ({
    says: {
      route: objectName(route),
      gateway: parent,
      service: service.meta.name,
    },
    about: [route],
    evidence: [evidenceOf(route, 'spec.parentRefs[].name', name)],
  }));
}
