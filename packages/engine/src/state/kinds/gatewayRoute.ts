import { defineKind, KindDefinition } from '../kindDefinition';
import { at, items, text, texts, whole } from '../read';
import { falseConditions, Refusable, Refusal, withRefusals } from './refusal';
import { plainMethod, TextMatch } from './virtualService';

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
  /** Host of its own URLRewrite filter. */
  readonly hostRewrite?: string;
  /** Host that a RequestHeaderModifier filter of its own sets. */
  readonly hostHeader?: string;
  /** Types of its own filters, when it has some. */
  readonly filters?: readonly string[];
}

export interface GatewayRouteMatch {
  /** `regex` is the API's RegularExpression, `prefix` goes by whole path segments. */
  readonly path?: TextMatch;
  /** It asks for headers, methods or query parameters that no question names. */
  readonly asksMore: boolean;
  /** Whether a plain GET without any of those meets what it asks more. */
  readonly metPlainly: boolean;
  /** Of how many methods, headers and query parameters it asks. */
  readonly weight: readonly number[];
}

/** A backend that is asked whether requests may pass (gateway-api.sigs.k8s.io/geps/gep-1494). */
export interface ExternalAuth {
  readonly protocol: 'HTTP' | 'GRPC';
  readonly backend: BackendRef;
}

export interface GatewayRouteRule {
  /** By which policies name it. */
  readonly name?: string;
  readonly matches: readonly GatewayRouteMatch[];
  readonly backends: readonly BackendRef[];
  /** A RequestRedirect filter: nothing is forwarded. */
  readonly redirects: boolean;
  /** The scheme that it names. */
  readonly redirectsTo?: string;
  /** Host of a URLRewrite filter, of the rule or of a backend. */
  readonly hostRewrite?: string;
  /** Host that a RequestHeaderModifier filter sets. */
  readonly hostHeader?: string;
  /** Backends that get a copy of each request. */
  readonly mirrors: readonly BackendRef[];
  /** Whom an ExternalAuth filter asks; of several the first. */
  readonly externalAuth?: ExternalAuth;
  /** Filters of a vendor's own, by what they name. */
  readonly extensions: readonly string[];
  /** Types of its filters, when it has some. */
  readonly filters?: readonly string[];
  /** It does more than lead somewhere and rename the Host: other filters, timeouts, retries, sessions. */
  readonly saysMore?: true;
}

/** What the route kinds of the Gateway API have in common. */
export interface GatewayRoute extends Refusable {
  readonly kind:
    | 'HTTPRoute'
    | 'GRPCRoute'
    | 'TLSRoute'
    | 'TCPRoute'
    | 'UDPRoute';
  readonly hostnames: readonly string[];
  readonly parents: readonly ParentRef[];
  readonly rules: readonly GatewayRouteRule[];
  /** Controllers whose status a route of bytes has. */
  readonly reportedBy?: readonly string[];
}

// Whether a controller reads these depends on the version of their definitions, which is not read.
const ofBytes: ReadonlySet<string> = new Set(['TCPRoute', 'TLSRoute']);

/** Definition of one of them; each has a file of its own. */
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
      ...withRefusals(items(object, 'status', 'parents').flatMap(trimRefusals)),
      ...(ofBytes.has(kind) && trimReporters(object)),
    }),
  });
}

function trimReporters(object: unknown): Pick<GatewayRoute, 'reportedBy'> {
  const all = items(object, 'status', 'parents').flatMap(
    parent => text(parent, 'controllerName') ?? [],
  );
  return all.length === 0 ? {} : { reportedBy: [...new Set(all)] };
}

function trimRefusals(parent: unknown): Refusal[] {
  return falseConditions(
    parent,
    'status.parents[]',
    ['Accepted', 'ResolvedRefs'],
    text(parent, 'controllerName'),
  );
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
      ...trimRewrite(ref),
      ...trimFilters(ref),
    },
  ];
}

function trimFilters(value: unknown): Pick<GatewayRouteRule, 'filters'> {
  const filters = items(value, 'filters').map(one => text(one, 'type') ?? '');
  return filters.length > 0 ? { filters } : {};
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

function trimRewrite(
  value: unknown,
): Pick<GatewayRouteRule, 'hostRewrite' | 'hostHeader'> {
  const filters = items(value, 'filters');
  const hostRewrite = filters
    .map(filter => text(filter, 'urlRewrite', 'hostname'))
    .find(hostname => hostname !== undefined);
  const hostHeader = filters
    .flatMap(filter => items(filter, 'requestHeaderModifier', 'set'))
    .filter(header => text(header, 'name')?.toLowerCase() === 'host')
    .map(header => text(header, 'value'))
    .find(host => host !== undefined);
  return {
    ...(hostRewrite !== undefined && { hostRewrite }),
    ...(hostHeader !== undefined && { hostHeader }),
  };
}

function trimRule(rule: unknown): GatewayRouteRule {
  const filters = items(rule, 'filters');
  const scheme = filters
    .map(filter => text(filter, 'requestRedirect', 'scheme'))
    .find(one => one !== undefined);
  const name = text(rule, 'name');
  return {
    ...(name !== undefined && { name }),
    matches: items(rule, 'matches').map(trimMatch),
    backends: items(rule, 'backendRefs').flatMap(trimBackend),
    redirects: filters.some(
      filter => text(filter, 'type') === 'RequestRedirect',
    ),
    ...(scheme !== undefined && { redirectsTo: scheme }),
    ...trimRewrite(rule),
    mirrors: filters.flatMap(filter =>
      trimBackend(at(filter, 'requestMirror', 'backendRef')),
    ),
    ...trimExternalAuth(filters),
    extensions: filters.flatMap(trimExtension),
    ...trimFilters(rule),
    ...(saysMore(rule) && { saysMore: true }),
  };
}

function trimExternalAuth(
  filters: readonly unknown[],
): Pick<GatewayRouteRule, 'externalAuth'> {
  const [externalAuth] = filters.flatMap(filter => {
    const protocol = text(filter, 'externalAuth', 'protocol');
    const [backend] = trimBackend(at(filter, 'externalAuth', 'backendRef'));
    const isKnown = protocol === 'HTTP' || protocol === 'GRPC';
    return backend && isKnown ? [{ protocol, backend } as const] : [];
  });
  return externalAuth ? { externalAuth } : {};
}

function saysMore(rule: unknown): boolean {
  const filters = [rule, ...items(rule, 'backendRefs')].flatMap(one =>
    items(one, 'filters'),
  );
  return (
    filters.some(
      filter =>
        text(filter, 'urlRewrite', 'hostname') === undefined ||
        at(filter, 'urlRewrite', 'path') !== undefined,
    ) ||
    ['timeouts', 'retry', 'sessionPersistence'].some(
      field => at(rule, field) !== undefined,
    )
  );
}

function trimExtension(filter: unknown): string[] {
  const kind = text(filter, 'extensionRef', 'kind');
  const name = text(filter, 'extensionRef', 'name');
  return kind !== undefined && name !== undefined ? [`${kind}/${name}`] : [];
}

const pathTypes: Readonly<Record<string, TextMatch['type']>> = {
  Exact: 'exact',
  PathPrefix: 'prefix',
  RegularExpression: 'regex',
};

function trimMatch(match: unknown): GatewayRouteMatch {
  const path = trimPath(match);
  // What gRPC calls a method is a part of the path.
  const method = text(match, 'method');
  const headers = items(match, 'headers').length;
  const queryParams = items(match, 'queryParams').length;
  return {
    ...(path && { path }),
    asksMore: method !== undefined || headers + queryParams > 0,
    metPlainly:
      (method ?? plainMethod) === plainMethod && headers + queryParams === 0,
    weight: [Number(method !== undefined), headers, queryParams],
  };
}

function trimPath(match: unknown): TextMatch | undefined {
  const called = trimMethod(at(match, 'method'));
  if (called) return called;
  const value = text(match, 'path', 'value');
  const type = pathTypes[text(match, 'path', 'type') ?? 'PathPrefix'];
  return value === undefined || !type ? undefined : { type, value };
}

// Of gRPC, whose paths are /service/method: istio pilot/pkg/config/kube/gateway/conversion.go createGRPCURIMatch.
function trimMethod(match: unknown): TextMatch | undefined {
  const service = text(match, 'service');
  const method = text(match, 'method');
  if (service === undefined) {
    return method === undefined
      ? undefined
      : { type: 'regex', value: `/[^/]+/${method}` };
  }
  if (text(match, 'type') === 'RegularExpression') {
    return { type: 'regex', value: `/${service}/${method ?? '.+'}` };
  }
  return method === undefined
    ? { type: 'prefix', value: `/${service}` }
    : { type: 'exact', value: `/${service}/${method}` };
}

// The core group is written as an empty string, which `text` takes for absent.
function textOrEmpty(value: unknown, key: string): string | undefined {
  const found = at(value, key);
  return typeof found === 'string' ? found : undefined;
}
