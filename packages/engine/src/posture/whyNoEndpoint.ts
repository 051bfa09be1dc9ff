import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import type { ServiceFacts } from './serviceFacts';

/** Why nobody is ready behind a Service: the rest of a sentence. */
export function whyNoEndpoint({
  endpoints: { total },
  service,
  pods,
}: ServiceFacts): string {
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
