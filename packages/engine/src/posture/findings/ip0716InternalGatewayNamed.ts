import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { isMadeByIstio, virtualServicesTo } from '../virtualServicesTo';

/** A VirtualService names what Istio makes of a Gateway of the Gateway API (IST0165). */
export const ip0716 = findingRule('IP0716', ({ state, service }) =>
  virtualServicesTo(state, service).flatMap(route =>
    route.gateways.filter(isMadeByIstio).map(gateway => ({
      says: { route: objectName(route), service: service.meta.name, gateway },
      about: [route],
      evidence: [evidenceOf(route, 'spec.gateways', gateway)],
    })),
  ),
);
