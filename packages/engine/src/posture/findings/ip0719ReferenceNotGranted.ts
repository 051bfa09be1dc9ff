import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { ungrantedRoutes } from '../ungrantedRoutes';

/** A route of another namespace leads to the Service, and no ReferenceGrant lets it (gateway-api.sigs.k8s.io/api-types/referencegrant). */
export const ip0719 = findingRule('IP0719', ({ state, service }) =>
  ungrantedRoutes(state, service).map(route => ({
    says: {
      route: objectName(route),
      service: service.meta.name,
      namespace: service.meta.namespace,
    },
    about: [route],
    evidence: [
      evidenceOf(
        route,
        'spec.rules[].backendRefs[].namespace',
        service.meta.namespace,
      ),
    ],
  })),
);
