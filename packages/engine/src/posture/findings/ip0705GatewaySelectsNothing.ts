import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { gatewayPodsOf } from '../gatewayPodsOf';
import { unseenGateways } from '../unseenGateways';
import { boundGateways } from '../virtualServicesTo';

/** The Gateway that a route to the Service is bound to has no pods (IST0101), and not only among some manifests. */
export const ip0705 = findingRule('IP0705', facts => {
  if (unseenGateways(facts).length > 0) return [];
  const { state, service } = facts;
  return boundGateways(state, service)
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
    }));
});
