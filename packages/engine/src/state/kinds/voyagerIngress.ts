import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag, items, text, texts, whole } from '../read';

/** Voyager's own Ingress, for which it runs an HAProxy of its own. */
export interface VoyagerIngress extends KubeObject {
  readonly kind: 'Ingress';
  readonly rules: readonly {
    readonly protocol: 'http' | 'tcp';
    readonly host: string | null;
    readonly path: string | null;
    /** `service`, or `service.namespace`. */
    readonly service: string;
    readonly port?: number | string;
    /** TLS of the host does not end here, whatever spec.tls says. */
    readonly noTls: boolean;
    /** It has lines of HAProxy's configuration, which can change anything. */
    readonly scripted: boolean;
    /** Path of the rule inside the object, for evidence. */
    readonly field: string;
  }[];
  readonly tlsHosts: readonly string[];
}

type Rule = VoyagerIngress['rules'][number];

export const voyagerIngresses = defineKind<VoyagerIngress>({
  group: 'voyager.appscode.com',
  kind: 'Ingress',
  plural: 'ingresses',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  purpose: 'routes of Voyager',
  trim: (object, meta) => ({
    kind: 'Ingress',
    meta,
    rules: [
      ...trimBackend(at(object, 'spec', 'backend'), {
        protocol: 'http',
        host: null,
        path: null,
        noTls: false,
        field: 'spec',
      }),
      ...items(object, 'spec', 'rules').flatMap(trimRule),
    ],
    tlsHosts: items(object, 'spec', 'tls').flatMap(tls => texts(tls, 'hosts')),
  }),
});

function trimRule(rule: unknown, index: number): readonly Rule[] {
  const host = text(rule, 'host') ?? null;
  const field = `spec.rules[${index}]`;
  return [
    ...items(rule, 'http', 'paths').flatMap((path, p) =>
      trimBackend(at(path, 'backend'), {
        protocol: 'http',
        host,
        path: text(path, 'path') ?? null,
        noTls: flag(rule, 'http', 'noTLS') ?? false,
        field: `${field}.http.paths[${p}]`,
      }),
    ),
    ...trimBackend(at(rule, 'tcp', 'backend'), {
      protocol: 'tcp',
      host,
      path: null,
      noTls: flag(rule, 'tcp', 'noTLS') ?? false,
      field: `${field}.tcp`,
    }),
  ];
}

// v1beta1 had them in the singular before.
const scripts = ['backendRule', 'rewriteRule', 'headerRule'].flatMap(name => [
  name,
  `${name}s`,
]);

function trimBackend(
  backend: unknown,
  rule: Omit<Rule, 'service' | 'port' | 'scripted'>,
): readonly Rule[] {
  // v1 names a service as networking.k8s.io/v1 does, v1beta1 as its beta did.
  const service =
    text(backend, 'service', 'name') ?? text(backend, 'serviceName');
  if (service === undefined) return [];
  const port =
    whole(backend, 'service', 'port', 'number') ??
    text(backend, 'service', 'port', 'name') ??
    whole(backend, 'servicePort') ??
    text(backend, 'servicePort');
  const scripted = scripts.some(name => items(backend, name).length > 0);
  return [{ ...rule, service, ...(port !== undefined && { port }), scripted }];
}
