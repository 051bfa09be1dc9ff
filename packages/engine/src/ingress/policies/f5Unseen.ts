import { evidenceOf } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Service } from '../../state/kinds/service';
import type { ServedBackend } from '../dial/settledDial';

/**
 * A controller that is not seen has flags that nobody knows. A Service without node ports it can serve
 * by its pods alone, as --pool-member-type cluster and auto have it: that there is no path to it is not
 * known (clouddocs.f5.com/containers/latest/userguide/config-options.html).
 */
export function f5Unseen(
  service: Service,
  controllers: readonly Pod[],
): NonNullable<ServedBackend['said']> {
  if (service.type !== 'ClusterIP' || controllers.length > 0) {
    return {};
  }
  return {
    addressing: {
      effect: 'pod-ip',
      by: 'type ClusterIP of the Service',
      evidence: [evidenceOf(service, 'spec.type', service.type)],
      source:
        'clouddocs.f5.com/containers/latest/userguide/config-options.html (pool-member-type)',
    },
  };
}
