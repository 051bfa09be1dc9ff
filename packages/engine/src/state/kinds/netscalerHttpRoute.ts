import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, text, texts, whole } from '../read';

/** Content routing of NetScaler: not the Gateway API's kind of the same name. */
export interface NetscalerHttpRoute extends KubeObject {
  readonly kind: 'HTTPRoute';
  readonly hosts: readonly string[];
  readonly rules: readonly {
    readonly path: string | null;
    readonly service: string;
    readonly port: number;
    readonly tls: boolean;
    /** Path of the rule inside the object, for evidence. */
    readonly field: string;
  }[];
}

export const netscalerHttpRoutes = defineKind<NetscalerHttpRoute>({
  group: 'citrix.com',
  kind: 'HTTPRoute',
  plural: 'httproutes',
  versions: ['v1', 'v1alpha1'],
  namespaced: true,
  purpose: 'content routing of NetScaler',
  trim: (object, meta) => ({
    kind: 'HTTPRoute',
    meta,
    hosts: texts(object, 'spec', 'hostname'),
    rules: items(object, 'spec', 'rules').flatMap(trimRule),
  }),
});

function trimRule(rule: unknown, index: number): NetscalerHttpRoute['rules'] {
  const backend = at(rule, 'action', 'backend', 'kube');
  const service = text(backend, 'service');
  const port = whole(backend, 'port');
  if (service === undefined || port === undefined) return [];
  const path = items(rule, 'match')
    .map(match => at(match, 'path'))
    .find(one => one !== undefined);
  const secure = at(backend, 'backendConfig', 'secureBackend');
  return [
    {
      path: text(path, 'prefix') ?? text(path, 'exact') ?? null,
      service,
      port,
      tls: secure !== undefined && secure !== false,
      field: `spec.rules[${index}]`,
    },
  ];
}
