import { evidenceOf, objectName } from '../../state/evidence';
import { namespaces } from '../../state/kinds/namespace';
import {
  mutatingWebhooks,
  WebhookConfiguration,
} from '../../state/kinds/webhook';
import { selects } from '../../state/labelSelector';
import type { ClusterState } from '../../state/clusterState';
import type { Pod } from '../../state/kinds/pod';
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

function injectorsOf(
  state: ClusterState,
  { meta: { namespace, labels } }: Pod,
): readonly WebhookConfiguration[] {
  const found = state.get(namespaces, '', namespace);
  // The API server gives every namespace its name as a label.
  const ofNamespace = {
    'kubernetes.io/metadata.name': namespace,
    ...found?.meta.labels,
  };
  return state
    .list(mutatingWebhooks)
    .filter(({ injects = [] }) =>
      injects.some(
        ({ namespaceSelector, objectSelector }) =>
          selects(namespaceSelector, ofNamespace) &&
          selects(objectSelector, labels),
      ),
    );
}
