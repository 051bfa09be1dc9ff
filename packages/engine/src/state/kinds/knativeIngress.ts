import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { items, text, texts, whole } from '../read';

export interface KnativePath {
  readonly hosts: readonly string[];
  readonly path: string | null;
  readonly rewriteHost?: string;
  readonly splits: readonly {
    readonly namespace: string;
    readonly service: string;
    readonly port?: number | string;
  }[];
  /** Path inside the object, for evidence. */
  readonly field: string;
}

/** Knative's own Ingress, which Serving writes for every Route and DomainMapping. */
export interface KnativeIngress extends KubeObject {
  readonly kind: 'Ingress';
  /** Rules that are open to the outside; those of visibility ClusterLocal are not. */
  readonly paths: readonly KnativePath[];
  readonly tlsHosts: readonly string[];
}

export const knativeIngresses = defineKind<KnativeIngress>({
  group: 'networking.internal.knative.dev',
  kind: 'Ingress',
  plural: 'ingresses',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose: 'routes of Knative Services',
  trim: (object, meta) => ({
    kind: 'Ingress',
    meta,
    paths: items(object, 'spec', 'rules').flatMap((rule, index) =>
      text(rule, 'visibility') === 'ClusterLocal'
        ? []
        : trimPaths(rule, index, meta.namespace),
    ),
    tlsHosts: items(object, 'spec', 'tls').flatMap(tls => texts(tls, 'hosts')),
  }),
});

function trimPaths(
  rule: unknown,
  index: number,
  namespace: string,
): readonly KnativePath[] {
  return items(rule, 'http', 'paths').map((path, p) => {
    const rewriteHost = text(path, 'rewriteHost');
    return {
      hosts: texts(rule, 'hosts'),
      path: text(path, 'path') ?? null,
      ...(rewriteHost !== undefined && { rewriteHost }),
      splits: items(path, 'splits').flatMap(split =>
        trimSplit(split, namespace),
      ),
      field: `spec.rules[${index}].http.paths[${p}]`,
    };
  });
}

function trimSplit(split: unknown, namespace: string): KnativePath['splits'] {
  const service = text(split, 'serviceName');
  if (service === undefined || whole(split, 'percent') === 0) return [];
  const port = whole(split, 'servicePort') ?? text(split, 'servicePort');
  return [
    {
      namespace: text(split, 'serviceNamespace') ?? namespace,
      service,
      ...(port !== undefined && { port }),
    },
  ];
}
