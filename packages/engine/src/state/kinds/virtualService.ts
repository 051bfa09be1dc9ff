import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { at, items, Labels, labels, text, texts, whole } from '../read';
import { trimExportTo } from './exportTo';

/** Where a VirtualService sends a connection. */
export interface Destination {
  readonly host: string;
  readonly port?: number;
  readonly subset?: string;
  readonly weight: number;
}

/** `exact`, `prefix` or `regex` of a path. */
export interface TextMatch {
  readonly type: 'exact' | 'prefix' | 'regex';
  readonly value: string;
}

/** Conditions of one match; those that are absent hold always. */
export interface RouteMatch {
  readonly gateways: readonly string[];
  readonly port?: number;
  readonly sourceLabels: Labels;
  readonly sourceNamespace?: string;
  readonly uri?: TextMatch;
  readonly ignoreUriCase: boolean;
  readonly authority?: TextMatch;
  readonly sniHosts: readonly string[];
  readonly destinationSubnets: readonly string[];
  /** It asks for headers, methods, schemes or query parameters that no question names. */
  readonly asksMore: boolean;
  /** Whether a plain GET without any of those meets what it asks more. */
  readonly metPlainly: boolean;
  /** Of the Gateway API: of how many methods, headers and query parameters it asks. */
  readonly weight?: readonly number[];
}

/** A part of a rule that may put another Host in the client's place. */
export interface HostChange {
  readonly authority?: string;
}

export interface HttpRule {
  readonly matches: readonly RouteMatch[];
  readonly destinations: readonly Destination[];
  readonly delegate?: { readonly name: string; readonly namespace?: string };
  /** What `rewrite` and `headers` say of the Host; absent where the rule has none of them. */
  readonly rewrite?: HostChange;
  readonly headers?: HostChange;
  /** `redirect`, to https or elsewhere, or `directResponse`: nothing is forwarded. */
  readonly answer?: 'https' | 'redirect' | 'direct';
  /** Where copies of requests go. */
  readonly mirrors?: readonly Destination[];
}

export interface StreamRule {
  readonly matches: readonly RouteMatch[];
  readonly destinations: readonly Destination[];
}

export interface VirtualService extends KubeObject {
  readonly kind: 'VirtualService';
  readonly hosts: readonly string[];
  /** Empty means `mesh`. */
  readonly gateways: readonly string[];
  readonly exportTo?: readonly string[];
  readonly http: readonly HttpRule[];
  readonly tls: readonly StreamRule[];
  readonly tcp: readonly StreamRule[];
}

export const virtualServices = defineKind<VirtualService>({
  group: 'networking.istio.io',
  kind: 'VirtualService',
  plural: 'virtualservices',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  namespaced: true,
  purpose: 'where proxies and Istio gateways send a host',
  trim: (object, meta) => {
    const spec = at(object, 'spec');
    const exportTo = trimExportTo(spec);
    return {
      kind: 'VirtualService',
      meta,
      hosts: texts(spec, 'hosts'),
      gateways: texts(spec, 'gateways'),
      ...(exportTo && { exportTo }),
      http: items(spec, 'http').map(trimHttp),
      tls: items(spec, 'tls').map(trimStream),
      tcp: items(spec, 'tcp').map(trimStream),
    };
  },
});

/** VirtualServices by the first labels of their destinations' hosts, which are names of Services. */
export const virtualServicesByDestination = indexBy(
  virtualServices,
  ({ http, tls, tcp }) =>
    [...http, ...tls, ...tcp].flatMap(rule =>
      rule.destinations.map(({ host }) => host.split('.')[0]),
    ),
);

function trimHttp(rule: unknown): HttpRule {
  const delegate = text(rule, 'delegate', 'name');
  const namespace = text(rule, 'delegate', 'namespace');
  const answer = answerOf(rule);
  const rewrite = hostChange(
    rule,
    'rewrite',
    text(rule, 'rewrite', 'authority'),
  );
  const headers = hostChange(rule, 'headers', hostHeaderOf(rule));
  const mirrors = trimMirrors(rule);
  return {
    ...trimStream(rule),
    ...(mirrors.length > 0 && { mirrors }),
    ...(rewrite && { rewrite }),
    ...(headers && { headers }),
    ...(delegate !== undefined && {
      delegate: { name: delegate, ...(namespace && { namespace }) },
    }),
    ...(answer && { answer }),
  };
}

/** Host that a rule puts in the client's place: istio pilot/pkg/networking/core/route/route.go takes `rewrite` first. */
export function authorityOf({
  rewrite,
  headers,
}: Pick<HttpRule, 'rewrite' | 'headers'>): string | undefined {
  return rewrite?.authority ?? headers?.authority;
}

function hostChange(
  rule: unknown,
  field: 'rewrite' | 'headers',
  authority: string | undefined,
): HostChange | undefined {
  if (at(rule, field) === undefined) return undefined;
  return authority === undefined ? {} : { authority };
}

function hostHeaderOf(rule: unknown): string | undefined {
  const set = labels(rule, 'headers', 'request', 'set');
  const header = Object.keys(set).find(
    name => name === ':authority' || name.toLowerCase() === 'host',
  );
  return header === undefined ? undefined : set[header];
}

function answerOf(rule: unknown): HttpRule['answer'] {
  if (at(rule, 'redirect') !== undefined) {
    return text(rule, 'redirect', 'scheme') === 'https' ? 'https' : 'redirect';
  }
  return at(rule, 'directResponse') !== undefined ? 'direct' : undefined;
}

function trimStream(rule: unknown): StreamRule {
  return {
    matches: items(rule, 'match').map(trimMatch),
    destinations: items(rule, 'route').flatMap(trimDestination),
  };
}

// `mirror` is the older way to write one of `mirrors`.
function trimMirrors(rule: unknown): readonly Destination[] {
  const single = { destination: at(rule, 'mirror') };
  return [single, ...items(rule, 'mirrors')].flatMap(trimDestination);
}

function trimDestination(route: unknown): Destination[] {
  const host = text(route, 'destination', 'host');
  if (host === undefined) return [];
  const port = whole(route, 'destination', 'port', 'number');
  const subset = text(route, 'destination', 'subset');
  return [
    {
      host,
      ...(port !== undefined && port !== 0 && { port }),
      ...(subset !== undefined && { subset }),
      weight: whole(route, 'weight') ?? 0,
    },
  ];
}

/** Method of the request that answers are about where nothing says which. */
export const plainMethod = 'GET';

const moreConditions = [
  'headers',
  'withoutHeaders',
  'queryParams',
  'method',
  'scheme',
];

// Headers and query parameters that are absent meet nothing, and are what withoutHeaders asks for.
function isMetPlainly(match: unknown): boolean {
  const { method, scheme } = {
    method: trimText(at(match, 'method')),
    scheme: trimText(at(match, 'scheme')),
  };
  return (
    !isAsked(at(match, 'headers')) &&
    !isAsked(at(match, 'queryParams')) &&
    isMetBy(method, plainMethod) &&
    isMetBy(scheme, 'http')
  );
}

function isMetBy(wanted: TextMatch | undefined, actual: string): boolean {
  switch (wanted?.type) {
    case undefined:
      return true;
    case 'exact':
      return actual === wanted.value;
    case 'prefix':
      return actual.startsWith(wanted.value);
    default:
      return false;
  }
}

function trimMatch(match: unknown): RouteMatch {
  const port = whole(match, 'port');
  const sourceNamespace = text(match, 'sourceNamespace');
  const uri = trimText(at(match, 'uri'));
  const authority = trimText(at(match, 'authority'));
  return {
    gateways: texts(match, 'gateways'),
    ...(port !== undefined && port !== 0 && { port }),
    sourceLabels: labels(match, 'sourceLabels'),
    ...(sourceNamespace !== undefined && { sourceNamespace }),
    ...(uri && { uri }),
    ignoreUriCase: at(match, 'ignoreUriCase') === true,
    ...(authority && { authority }),
    sniHosts: texts(match, 'sniHosts'),
    destinationSubnets: texts(match, 'destinationSubnets'),
    asksMore: moreConditions.some(key => isAsked(at(match, key))),
    metPlainly: isMetPlainly(match),
  };
}

function isAsked(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return false;
  return Object.keys(condition).length > 0;
}

function trimText(match: unknown): TextMatch | undefined {
  for (const type of ['exact', 'prefix', 'regex'] as const) {
    const value = text(match, type);
    if (value !== undefined) return { type, value };
  }
  return undefined;
}
