import { evidenceOf } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Service } from '../../state/kinds/service';
import { findingRule } from '../finding';
import type { ServiceFacts } from '../serviceFacts';

// Some are enough to see why.
const mostPods = 3;

/** Nobody answers behind the Service. */
export const ip0402 = findingRule('IP0402', facts => {
  const { endpoints, service, pods } = facts;
  return endpoints.ready > 0
    ? []
    : [
        {
          says: { service: service.meta.name, why: whyOf(facts) },
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

function whyOf({ endpoints: { total }, service, pods }: ServiceFacts): string {
  if (total === 0) return `it has none at all. ${whyNone(service, pods)}`;
  return total === 1 ? 'its only one is not' : `none of its ${total} is`;
}

function whyNone({ meta, selector }: Service, pods: readonly Pod[]): string {
  if (!selector)
    return 'It selects no Pods, and no EndpointSlice is written for it';
  if (pods.length > 0) {
    return `No EndpointSlice lists the Pods that it selects, ${pods.length} of them`;
  }
  const labels = Object.entries(selector).map(
    ([key, value]) => `${key}=${value}`,
  );
  return `No Pod of namespace ${meta.namespace} has its labels ${labels.join(
    ', ',
  )}`;
}
