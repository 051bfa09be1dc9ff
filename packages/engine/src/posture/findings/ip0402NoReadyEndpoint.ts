import { evidenceOf } from '../../state/evidence';
import { findingRule } from '../finding';

/** Nobody answers behind the Service. */
export const ip0402 = findingRule('IP0402', ({ endpoints, service }) =>
  endpoints.ready > 0
    ? []
    : [
        {
          says: { total: endpoints.total, service: service.meta.name },
          evidence: [
            evidenceOf(
              service,
              'spec.selector',
              service.selector && JSON.stringify(service.selector),
            ),
          ],
        },
      ],
);
