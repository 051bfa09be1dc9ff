import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, text, texts, whole } from '../read';

/** The Service that an action of NetScaler's leads to. */
export interface NetscalerBackend {
  readonly service: string;
  /** That of the object where it is not set. */
  readonly namespace?: string;
  readonly port: number;
  readonly tls: boolean;
}

/** Content routing of NetScaler: not the Gateway API's kind of the same name. */
export interface NetscalerHttpRoute extends KubeObject {
  readonly kind: 'HTTPRoute';
  /** Empty: any host. */
  readonly hosts: readonly string[];
  readonly rules: readonly (NetscalerBackend & {
    readonly path: string | null;
    readonly pathIsPattern: boolean;
    /** Path of the rule inside the object, for evidence. */
    readonly field: string;
  })[];
}

export const netscalerHttpRoutes = defineKind<NetscalerHttpRoute>({
  group: 'citrix.com',
  kind: 'HTTPRoute',
  plural: 'httproutes',
  versions: ['v1', 'v1alpha1'],
  namespaced: true,
  purpose: 'content routing of NetScaler',
  trim: (object, meta) => {
    const hosts = texts(object, 'spec', 'hostname');
    return {
      kind: 'HTTPRoute',
      meta,
      hosts: hosts.includes('*') ? [] : hosts,
      rules: items(object, 'spec', 'rules').flatMap(trimRule),
    };
  },
});

function trimRule(rule: unknown, index: number): NetscalerHttpRoute['rules'] {
  const backend = trimKubeBackend(at(rule, 'action'));
  if (!backend) return [];
  const path = items(rule, 'match')
    .map(match => at(match, 'path'))
    .find(one => one !== undefined);
  const pattern = text(path, 'regex');
  return [
    {
      ...backend,
      path: text(path, 'prefix') ?? text(path, 'exact') ?? pattern ?? null,
      pathIsPattern: pattern !== undefined,
      field: `spec.rules[${index}]`,
    },
  ];
}

/** What an action leads to, where that is a Service. */
export function trimKubeBackend(action: unknown): NetscalerBackend | undefined {
  const backend = at(action, 'backend', 'kube');
  const service = text(backend, 'service');
  const port = whole(backend, 'port');
  if (service === undefined || port === undefined) return undefined;
  const namespace = text(backend, 'namespace');
  const secure = at(backend, 'backendConfig', 'secureBackend');
  return {
    service,
    ...(namespace !== undefined && { namespace }),
    port,
    tls: secure !== undefined && secure !== false,
  };
}
