import { evidenceOf, objectName } from '../../state/evidence';
import { namespaceNameLabel } from '../../state/kinds/namespace';
import {
  mutatingWebhooks,
  WebhookConfiguration,
} from '../../state/kinds/webhook';
import { LabelSelector, selects } from '../../state/labelSelector';
import { ofNamespace } from '../../state/namespaceLabels';
import type { Labels } from '../../state/read';
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
  const asked =
    ofNamespace(state, namespace, 'injectors', askedIn) ??
    askedIn({ [namespaceNameLabel]: namespace }, state);
  return asked.flatMap(({ injector, objects }) =>
    objects.some(one => selects(one, labels)) ? [injector] : [],
  );
}

interface Asked {
  readonly injector: WebhookConfiguration;
  /** Objects of the namespace that it is asked about. */
  readonly objects: readonly LabelSelector[];
}

/** The injectors that are asked about something in a namespace with these labels. */
function askedIn(labels: Labels, state: ClusterState): readonly Asked[] {
  return state.list(mutatingWebhooks).flatMap(injector => {
    const objects = (injector.injects ?? [])
      .filter(one => selects(one.namespaceSelector, labels))
      .map(one => one.objectSelector);
    return objects.length > 0 ? [{ injector, objects }] : [];
  });
}
