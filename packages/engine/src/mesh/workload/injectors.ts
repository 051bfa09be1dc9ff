// Which injectors the API server asks about a new pod: istio manifests/charts/istio-control/istio-discovery/templates/
// mutatingwebhook.yaml, revision-tags-mwc.yaml.
import type { ClusterState } from '../../state/clusterState';
import { namespaceNameLabel } from '../../state/kinds/namespace';
import {
  mutatingWebhooks,
  WebhookConfiguration,
} from '../../state/kinds/webhook';
import { LabelSelector, selects } from '../../state/labelSelector';
import { ofNamespace } from '../../state/namespaceLabels';
import type { Labels } from '../../state/read';

interface Asked {
  readonly injector: WebhookConfiguration;
  /** Objects of the namespace that it is asked about. */
  readonly objects: readonly LabelSelector[];
}

/** The injectors that are asked about a pod of these labels when it is made. */
export function injectorsAsked(
  state: ClusterState,
  namespace: string,
  labels: Labels,
): readonly WebhookConfiguration[] {
  const asked =
    ofNamespace(state, namespace, 'injectors', askedIn) ??
    askedIn({ [namespaceNameLabel]: namespace }, state);
  return asked.flatMap(({ injector, objects }) =>
    objects.some(one => selects(one, labels)) ? [injector] : [],
  );
}

/** All injectors of the cluster; none where they were not read. */
export function injectorsIn(
  state: ClusterState,
): readonly WebhookConfiguration[] {
  return state.ask({
    key: 'injectors',
    answer: now => now.list(mutatingWebhooks).filter(one => one.injects),
    gist: all => all.map(({ meta }) => [meta.name, meta.labels]),
  });
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
