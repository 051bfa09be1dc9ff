import { defineKind } from '../kindDefinition';
import { KubeObject, Meta } from '../meta';
import { indexBy } from '../objectIndex';
import { LabelSelector, trimSelector } from '../labelSelector';
import { at, items, text, whole } from '../read';

/** A Service that the API server calls. */
export interface WebhookService {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/** Whom a webhook is asked about: objects by their labels, in namespaces by theirs. */
export interface WebhookScope {
  readonly namespaceSelector: LabelSelector;
  readonly objectSelector: LabelSelector;
}

/** The Services behind the webhooks of one configuration; injectors may be called by an address instead. */
export interface WebhookConfiguration extends KubeObject {
  readonly kind:
    | 'ValidatingWebhookConfiguration'
    | 'MutatingWebhookConfiguration';
  readonly services: readonly WebhookService[];
  /** Of an injector of Istio's, whom it adds a sidecar to. */
  readonly injects?: readonly WebhookScope[];
}

const revision = 'istio.io/rev';

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
      const injects = trimInjects(object, kind, meta);
      return services.length === 0 && !injects
        ? undefined
        : { kind, meta, services, ...(injects && { injects }) };
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

function trimInjects(
  object: unknown,
  kind: WebhookConfiguration['kind'],
  { labels }: Meta,
): WebhookConfiguration['injects'] {
  const isInjector =
    kind === 'MutatingWebhookConfiguration' && labels[revision] !== undefined;
  if (!isInjector) return undefined;
  return items(object, 'webhooks').map(one => ({
    namespaceSelector: trimSelector(at(one, 'namespaceSelector')),
    objectSelector: trimSelector(at(one, 'objectSelector')),
  }));
}

function trimService(webhook: unknown): WebhookService[] {
  const place = ['clientConfig', 'service'] as const;
  const namespace = text(webhook, ...place, 'namespace');
  const name = text(webhook, ...place, 'name');
  if (namespace === undefined || name === undefined) return [];
  return [{ namespace, name, port: whole(webhook, ...place, 'port') ?? 443 }];
}
