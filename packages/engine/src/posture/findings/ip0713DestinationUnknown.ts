import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { isMisnamed } from '../misnamed';
import { namings } from '../virtualServicesTo';

/** A destination that was meant for this Service and is no name of it (IST0101). */
export const ip0713 = findingRule('IP0713', ({ state, service }) =>
  namings(state, service)
    .filter(({ route, destination: { host } }) =>
      isMisnamed(state, service, host, route.meta.namespace),
    )
    .map(({ route, destination: { host } }) => ({
      says: { route: objectName(route), host, service: service.meta.name },
      about: [route],
      evidence: [evidenceOf(route, 'spec.*[].route[].destination.host', host)],
    })),
);
