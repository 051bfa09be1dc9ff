import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { gatewayPodsOf } from '../gatewayPodsOf';
import { boundGateways } from '../virtualServicesTo';

/** The Gateway that a route to the Service is bound to has no pods (IST0101). */
export const ip0705 = findingRule('IP0705', ({ state, service }) =>
  boundGateways(state, service)
    .filter(({ gateway }) => gatewayPodsOf(state, gateway).length === 0)
    .map(({ route, gateway }) => ({
      says: {
        gateway: objectName(gateway),
        route: objectName(route),
        service: service.meta.name,
      },
      about: [gateway, route],
      evidence: [
        evidenceOf(gateway, 'spec.selector', JSON.stringify(gateway.selector)),
      ],
    })),
);
