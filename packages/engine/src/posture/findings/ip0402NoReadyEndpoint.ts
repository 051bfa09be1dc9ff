import { unseenEndpoints } from '../../completion/completedEndpoints';
import { evidenceOf } from '../../state/evidence';
import { findingRule } from '../finding';
import { whyNoEndpoint } from '../whyNoEndpoint';

// Some are enough to see why.
const mostPods = 3;

/** Nobody answers behind the Service. */
export const ip0402 = findingRule('IP0402', facts => {
  const { endpoints, service, pods, state } = facts;
  return endpoints.ready > 0 || unseenEndpoints(state, service) !== undefined
    ? []
    : [
        {
          says: { service: service.meta.name, why: whyNoEndpoint(facts) },
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
      ];
});
