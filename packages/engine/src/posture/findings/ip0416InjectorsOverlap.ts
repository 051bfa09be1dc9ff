import { injectorsAsked } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { WebhookConfiguration } from '../../state/kinds/webhook';
import { findingRule } from '../finding';

/** Several injectors are asked about one pod (IST0139, istio pkg/config/analysis/analyzers/webhook/webhook.go). */
export const ip0416 = findingRule('IP0416', ({ state, pods }) =>
  pods.flatMap(pod => {
    const [first, ...others] = injectorsOf(state, pod);
    if (!first || others.length === 0) return [];
    return [
      {
        says: {
          pod: objectName(pod),
          injectors: [first, ...others].map(objectName).join(' and '),
        },
        about: [pod, first, ...others],
        evidence: [first, ...others].map(one =>
          evidenceOf(
            one,
            'metadata.labels[istio.io/rev]',
            one.meta.labels['istio.io/rev'],
          ),
        ),
      },
    ];
  }),
);

// The analyzer looks at those that call a Service alone.
function injectorsOf(
  state: ClusterState,
  { meta: { namespace, labels } }: Pod,
): readonly WebhookConfiguration[] {
  return injectorsAsked(state, namespace, labels).filter(
    ({ services }) => services.length > 0,
  );
}
