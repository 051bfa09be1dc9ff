import { evidenceOf } from '../../state/evidence';
import { findingRule } from '../finding';

/** Istio looks at the first bytes, and the sidecar goes by the address dialled, whatever the Host (IST0118). */
export const ip0408 = findingRule('IP0408', ({ ports, service, membership }) =>
  membership === 'none' || membership === 'unknown'
    ? []
    : ports
        .map(one => one.posture)
        .filter(({ protocol }) => protocol === 'AUTO')
        .map(({ port, name }) => ({
          says: {
            port,
            service: service.meta.name,
            name: name === undefined ? 'it has no name' : `its name is ${name}`,
          },
          evidence: [evidenceOf(service, `spec.ports[${port}].name`, name)],
        })),
);
