import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { items, text, whole } from '../read';

/** A Service that the API server calls. */
export interface WebhookService {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/** The Services behind the webhooks of one configuration. */
export interface WebhookConfiguration extends KubeObject {
  readonly kind:
    | 'ValidatingWebhookConfiguration'
    | 'MutatingWebhookConfiguration';
  readonly services: readonly WebhookService[];
}

const configuration = (kind: WebhookConfiguration['kind'], plural: string) =>
  defineKind<WebhookConfiguration>({
    group: 'admissionregistration.k8s.io',
    kind,
    plural,
    versions: ['v1'],
    namespaced: false,
    purpose: 'which Services the API server calls, without a mesh certificate',
    trim: (object, meta) => {
      const services = items(object, 'webhooks').flatMap(trimService);
      return services.length === 0 ? undefined : { kind, meta, services };
    },
  });

export const validatingWebhooks = configuration(
  'ValidatingWebhookConfiguration',
  'validatingwebhookconfigurations',
);
export const mutatingWebhooks = configuration(
  'MutatingWebhookConfiguration',
  'mutatingwebhookconfigurations',
);

/** Webhook configurations by the "namespace/name" of the Services that they call, an index a kind. */
export const webhooksByService = [validatingWebhooks, mutatingWebhooks].map(
  kind =>
    indexBy(kind, ({ services }) =>
      services.map(({ namespace, name }) => `${namespace}/${name}`),
    ),
);

function trimService(webhook: unknown): WebhookService[] {
  const at = ['clientConfig', 'service'] as const;
  const namespace = text(webhook, ...at, 'namespace');
  const name = text(webhook, ...at, 'name');
  if (namespace === undefined || name === undefined) return [];
  return [{ namespace, name, port: whole(webhook, ...at, 'port') ?? 443 }];
}
