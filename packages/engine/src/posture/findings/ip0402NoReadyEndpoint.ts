import { evidenceOf } from '../../state/evidence';
import { findingRule } from '../finding';

// Some are enough to see why.
const mostPods = 3;

/** Nobody answers behind the Service. */
export const ip0402 = findingRule('IP0402', ({ endpoints, service, pods }) =>
  endpoints.ready > 0
    ? []
    : [
        {
          says: { service: service.meta.name, why: whyOf(endpoints.total) },
          evidence: [
            evidenceOf(
              service,
              'spec.selector',
              service.selector && JSON.stringify(service.selector),
            ),
            ...pods
              .filter(pod => !pod.ready)
              .slice(0, mostPods)
              .map(pod =>
                evidenceOf(pod, 'status.conditions[Ready].status', 'False'),
              ),
          ],
        },
      ],
);

function whyOf(total: number): string {
  if (total === 0) return 'it has none at all';
  return total === 1 ? 'its only one is not' : `none of its ${total} is`;
}
