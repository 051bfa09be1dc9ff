import type { ClusterState } from '../state/clusterState';
import { namespaces } from '../state/kinds/namespace';
import type { Pod } from '../state/kinds/pod';
import { services } from '../state/kinds/service';
import {
  mutatingWebhooks,
  WebhookConfiguration,
  WebhookService,
} from '../state/kinds/webhook';

const revision = 'istio.io/rev';
const tag = 'istio.io/tag';
const enabled = 'istio-injection';

/** An injector's configuration, and the Service that it calls and that is not there. */
export interface MissingInjector {
  readonly webhook: WebhookConfiguration;
  readonly missing: WebhookService;
}

/**
 * What would add the sidecar that a pod asks for, where nothing stands behind it (istio
 * pkg/config/analysis/analyzers/webhook/webhook.go). Undefined where no such webhook is seen: one that
 * is called by an address outside the cluster is none of those that are kept.
 */
export function missingInjector(
  state: ClusterState,
  pod: Pod,
): MissingInjector | undefined {
  const wanted = revisionAsked(state, pod);
  const asked = state
    .list(mutatingWebhooks)
    .filter(({ meta: { labels } }) =>
      [labels[revision], labels[tag]].includes(wanted),
    );
  const called = asked.flatMap(webhook =>
    webhook.services.map(service => ({ webhook, service })),
  );
  const [first] = called;
  const isThere = called.some(({ service: { namespace, name } }) =>
    state.get(services, namespace, name),
  );
  return first && !isThere
    ? { webhook: first.webhook, missing: first.service }
    : undefined;
}

/** The label of the namespace counts, but where the pod alone asks: istio-discovery templates/mutatingwebhook.yaml. */
function revisionAsked(state: ClusterState, { meta }: Pod): string {
  const own = state.get(namespaces, '', meta.namespace)?.meta.labels ?? {};
  if (own[enabled] !== undefined) return 'default';
  return own[revision] ?? meta.labels[revision] ?? 'default';
}
