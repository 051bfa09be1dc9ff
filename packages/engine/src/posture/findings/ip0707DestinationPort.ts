import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { namingsOf } from '../virtualServicesTo';

/** A destination that names no port of a Service with several, or one that it does not have (IST0112). */
export const ip0707 = findingRule('IP0707', ({ state, service }) => {
  const ports = service.ports.map(port => port.port);
  return namingsOf(state, service)
    .filter(({ destination: { port } }) =>
      port === undefined ? ports.length > 1 : !ports.includes(port),
    )
    .map(({ route, destination: { port } }) => ({
      says: {
        route: objectName(route),
        named: port === undefined ? 'no port' : `port ${port}`,
        service: service.meta.name,
        ports: ports.join(', '),
      },
      about: [route],
      evidence: [
        evidenceOf(route, 'spec.*[].route[].destination.port.number', port),
      ],
    }));
});
