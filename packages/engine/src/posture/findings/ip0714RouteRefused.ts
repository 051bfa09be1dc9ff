import { gatewayRoutesByBackend } from '../../ingress/routes/gatewayRoutesByBackend';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';

/** The controller of a Gateway says itself that it does not serve a route, or not all of it (IST0171). */
export const ip0714 = findingRule('IP0714', ({ state, service }) => {
  const key = `${service.meta.namespace}/${service.meta.name}`;
  return gatewayRoutesByBackend
    .flatMap(index => state.lookup(index, key))
    .flatMap(route =>
      route.refusals.map(({ controller, condition, reason, message }) => ({
        says: {
          route: objectName(route),
          service: service.meta.name,
          controller,
          condition,
          reason: message === '' ? reason : `${reason}, ${message}`,
        },
        about: [route],
        evidence: [
          evidenceOf(
            route,
            `status.parents[].conditions[${condition}].status`,
            'False',
          ),
        ],
      })),
    );
});
