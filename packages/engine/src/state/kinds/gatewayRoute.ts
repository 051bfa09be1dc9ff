import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, text, texts, whole } from '../read';
import { TextMatch } from './virtualService';

const group = 'gateway.networking.k8s.io';

export interface ParentRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
}

export interface BackendRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
  readonly weight: number;
}

export interface GatewayRouteMatch {
  /** `regex` is the API's RegularExpression, `prefix` goes by whole path segments. */
  readonly path?: TextMatch;
  /** It asks for headers, methods or query parameters that no question names. */
  readonly asksMore: boolean;
}

export interface GatewayRouteRule {
  readonly matches: readonly GatewayRouteMatch[];
  readonly backends: readonly BackendRef[];
  /** A RequestRedirect filter: nothing is forwarded. */
  readonly redirects: boolean;
}

/** What the four route kinds of the Gateway API have in common. */
export interface GatewayRoute extends KubeObject {
  readonly kind: 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';
  readonly hostnames: readonly string[];
  readonly parents: readonly ParentRef[];
  readonly rules: readonly GatewayRouteRule[];
}

/** Definition of one of the four; each has a file of its own. */
export function routeKind(
  kind: GatewayRoute['kind'],
  plural: string,
  versions: readonly string[],
): KindDefinition<GatewayRoute> {
  return defineKind<GatewayRoute>({
    group,
    kind,
    plural,
    versions,
    namespaced: true,
    purpose: 'routes of Gateway API edges, and routes inside the mesh',
    trim: (object, meta) => ({
      kind,
      meta,
      hostnames: texts(object, 'spec', 'hostnames'),
      parents: items(object, 'spec', 'parentRefs').flatMap(trimParent),
      rules: items(object, 'spec', 'rules').map(trimRule),
    }),
  });
}

function trimParent(ref: unknown): ParentRef[] {
  const name = text(ref, 'name');
  if (name === undefined) return [];
  const sectionName = text(ref, 'sectionName');
  return [
    {
      group: textOrEmpty(ref, 'group') ?? group,
      kind: text(ref, 'kind') ?? 'Gateway',
      name,
      ...(sectionName !== undefined && { sectionName }),
      ...trimPlace(ref),
    },
  ];
}

function trimBackend(ref: unknown): BackendRef[] {
  const name = text(ref, 'name');
  if (name === undefined) return [];
  return [
    {
      group: textOrEmpty(ref, 'group') ?? '',
      kind: text(ref, 'kind') ?? 'Service',
      name,
      weight: whole(ref, 'weight') ?? 1,
      ...trimPlace(ref),
    },
  ];
}

function trimPlace(ref: unknown): {
  readonly namespace?: string;
  readonly port?: number;
} {
  const namespace = text(ref, 'namespace');
  const port = whole(ref, 'port');
  return {
    ...(namespace !== undefined && { namespace }),
    ...(port !== undefined && { port }),
  };
}

function trimRule(rule: unknown): GatewayRouteRule {
  return {
    matches: items(rule, 'matches').map(trimMatch),
    backends: items(rule, 'backendRefs').flatMap(trimBackend),
    redirects: items(rule, 'filters').some(
      filter => text(filter, 'type') === 'RequestRedirect',
    ),
  };
}

const pathTypes: Readonly<Record<string, TextMatch['type']>> = {
  Exact: 'exact',
  PathPrefix: 'prefix',
  RegularExpression: 'regex',
};

function trimMatch(match: unknown): GatewayRouteMatch {
  const path = trimPath(match);
  return {
    ...(path && { path }),
    asksMore:
      items(match, 'headers').length > 0 ||
      items(match, 'queryParams').length > 0 ||
      (text(match, 'method') !== undefined && at(match, 'path') !== undefined),
  };
}

function trimPath(match: unknown): TextMatch | undefined {
  const service = text(match, 'method', 'service');
  const method = text(match, 'method', 'method');
  if (service !== undefined) {
    return method === undefined
      ? { type: 'prefix', value: `/${service}` }
      : { type: 'exact', value: `/${service}/${method}` };
  }
  const value = text(match, 'path', 'value');
  const type = pathTypes[text(match, 'path', 'type') ?? 'PathPrefix'];
  return value === undefined || !type ? undefined : { type, value };
}

// The core group is written as an empty string, which `text` takes for absent.
function textOrEmpty(value: unknown, key: string): string | undefined {
  const found = at(value, key);
  return typeof found === 'string' ? found : undefined;
}
