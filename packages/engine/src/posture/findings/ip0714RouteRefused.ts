import { objectsNaming } from '../../ingress/routes/routes';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';

/** The status of a route says that its controller does not serve it, or not all of it (IST0171). */
export const ip0714 = findingRule('IP0714', ({ state, service }) =>
  objectsNaming(state, service).flatMap(route =>
    (route.refusals ?? []).map(
      ({ controller, what, value, reason, field }) => ({
        says: {
          route: objectName(route),
          service: service.meta.name,
          controller: controller === '' ? 'Its controller' : controller,
          what,
          value,
          reason,
        },
        about: [route],
        evidence: [evidenceOf(route, field, value)],
      }),
    ),
  ),
);
