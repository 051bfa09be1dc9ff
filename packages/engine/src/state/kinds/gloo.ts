import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { LabelRequirement, LabelSelector } from '../labelSelector';
import { PolicyTargets, trimTargets } from './attachedPolicy';
import { at, flag, items, labels, text, texts, whole } from '../read';
import { glooRefusals, Refusable } from './refusal';

const versions = ['v1'];
const routes = 'gateway.solo.io';
const upstreams = 'gloo.solo.io';

export interface GlooRef {
  readonly name: string;
  readonly namespace?: string;
}

/** Objects by their labels and namespaces. */
export interface GlooSelector {
  readonly labels: LabelSelector;
  /** `*`: any. */
  readonly namespaces: readonly string[];
}

/** Where a rule sends requests: an Upstream, a group of them, or a Service. */
export interface GlooDestination {
  readonly kind: 'upstream' | 'group' | 'service';
  readonly ref: GlooRef;
  /** Port of a Service. */
  readonly port?: number;
}

/** How options make another Host: a name, that of what is dialled, or one made from the request. */
export type GlooHost =
  | { readonly kind: 'fixed'; readonly value: string }
  | { readonly kind: 'endpoint' }
  | { readonly kind: 'request' };

/** What is done to requests of a route, or of a virtual host. */
export interface GlooOptions {
  readonly host?: GlooHost;
  /** Headers that it sets can make another Host. */
  readonly mayChangeHost: boolean;
  /** Which server is asked whether requests may pass: that of all, one by name, or none. */
  readonly auth?: 'default' | 'none' | { readonly server: string };
  /** A server counts requests. */
  readonly counts: boolean;
}

/** Options of an object, and the objects that it takes more from. */
export interface GlooOptioned {
  readonly options: GlooOptions;
  /** RouteOptions of a route, VirtualHostOptions of a virtual host: what stands first counts. */
  readonly optionRefs: readonly GlooRef[];
}

export interface GlooRule extends GlooOptioned {
  readonly path: string | null;
  readonly pathIsPattern: boolean;
  readonly destinations: readonly GlooDestination[];
  /** RouteTables that it hands requests on to. */
  readonly delegates: readonly GlooRef[];
  /** Requests say themselves where they go, by a header or by their Host. */
  readonly chosenByRequests?: true;
  /** RouteTables that it hands requests on to, by their labels and namespaces. */
  readonly delegatesTo?: GlooSelector;
}

/** A host of Gloo's, with its rules; Istio has a kind of the same name. */
export interface GlooVirtualService extends Refusable, GlooOptioned {
  readonly kind: 'VirtualService';
  readonly domains: readonly string[];
  readonly endsTls: boolean;
  readonly rules: readonly GlooRule[];
}

export const glooVirtualServices = defineKind<GlooVirtualService>({
  group: routes,
  kind: 'VirtualService',
  plural: 'virtualservices',
  versions,
  namespaced: true,
  purpose: 'hosts and routes of Gloo',
  trim: (object, meta) => ({
    kind: 'VirtualService',
    meta,
    domains: texts(object, 'spec', 'virtualHost', 'domains'),
    endsTls: at(object, 'spec', 'sslConfig') !== undefined,
    rules: items(object, 'spec', 'virtualHost', 'routes').map(trimRule),
    ...trimOptioned(at(object, 'spec', 'virtualHost')),
    ...glooRefusals(object),
  }),
});

/** Rules that VirtualServices hand requests on to. */
export interface GlooRouteTable extends Refusable {
  readonly kind: 'RouteTable';
  readonly rules: readonly GlooRule[];
}

export const glooRouteTables = defineKind<GlooRouteTable>({
  group: routes,
  kind: 'RouteTable',
  plural: 'routetables',
  versions,
  namespaced: true,
  purpose: 'routes of Gloo',
  trim: (object, meta) => ({
    kind: 'RouteTable',
    meta,
    rules: items(object, 'spec', 'routes').map(trimRule),
    ...glooRefusals(object),
  }),
});

/** A backend of Gloo's: a port of a Service, or hosts. */
export interface GlooUpstream extends KubeObject {
  readonly kind: 'Upstream';
  readonly service?: GlooRef & { readonly port?: number };
  readonly hosts: readonly {
    readonly address: string;
    readonly port?: number;
  }[];
  readonly http2: boolean;
  readonly tls?: {
    readonly sni?: string;
    /** Name of the certificate that it asks a secret service for. */
    readonly certificate?: string;
  };
  readonly noAutoMtls: boolean;
  /** Whether it starts TLS to its hosts: unset, it does where one has port 443. */
  readonly useTls?: boolean;
}

export const glooUpstreams = defineKind<GlooUpstream>({
  group: upstreams,
  kind: 'Upstream',
  plural: 'upstreams',
  versions,
  namespaced: true,
  purpose: 'backends of Gloo, and TLS towards them',
  trim: (object, meta) => {
    const service = trimRef(at(object, 'spec', 'kube'), 'service');
    const port = whole(object, 'spec', 'kube', 'servicePort');
    const tls = at(object, 'spec', 'sslConfig');
    const useTls = flag(object, 'spec', 'static', 'useTls');
    return {
      kind: 'Upstream',
      meta,
      ...(service && {
        service: { ...service, ...(port !== undefined && { port }) },
      }),
      hosts: items(object, 'spec', 'static', 'hosts').flatMap(trimHost),
      http2: flag(object, 'spec', 'useHttp2') ?? false,
      ...(tls !== undefined && { tls: trimTls(tls) }),
      noAutoMtls: flag(object, 'spec', 'disableIstioAutoMtls') ?? false,
      ...(useTls !== undefined && { useTls }),
    };
  },
});

/** Several Upstreams under one name. */
export interface GlooUpstreamGroup extends KubeObject {
  readonly kind: 'UpstreamGroup';
  readonly destinations: readonly GlooDestination[];
}

export const glooUpstreamGroups = defineKind<GlooUpstreamGroup>({
  group: upstreams,
  kind: 'UpstreamGroup',
  plural: 'upstreamgroups',
  versions,
  namespaced: true,
  purpose: 'backends of Gloo that are weighted',
  trim: (object, meta) => ({
    kind: 'UpstreamGroup',
    meta,
    destinations: weighted(items(object, 'spec', 'destinations')),
  }),
});

/** A server that Gloo's proxies ask about requests. */
export interface GlooServer {
  readonly why: 'authorization' | 'counting' | 'processing';
  /** Name by which options choose it; unset for that of all. */
  readonly name?: string;
  readonly upstream: GlooRef;
  readonly protocol: 'grpc' | 'http';
  readonly authority?: string;
  /** Requests pass while nobody answers. */
  readonly failsOpen: boolean;
  /** Path inside the object, for evidence. */
  readonly field: string;
}

/** Settings of an installation of Gloo. */
export interface GlooSettings extends KubeObject {
  readonly kind: 'Settings';
  readonly autoMtls: boolean;
  readonly servers: readonly GlooServer[];
}

export const glooSettings = defineKind<GlooSettings>({
  group: upstreams,
  kind: 'Settings',
  plural: 'settings',
  versions,
  namespaced: true,
  purpose:
    "whether Gloo speaks the mesh's mTLS by itself, and whom it asks about requests",
  trim: (object, meta) => {
    const spec = at(object, 'spec');
    const named = at(spec, 'namedExtauth');
    const names =
      typeof named === 'object' && named !== null ? Object.keys(named) : [];
    return {
      kind: 'Settings',
      meta,
      // It takes both (projects/gloo/pkg/plugins/istio_automtls/plugin.go).
      autoMtls: ['enableAutoMtls', 'enableIntegration'].every(
        key => flag(spec, 'gloo', 'istioOptions', key) ?? false,
      ),
      servers: [
        ...trimServers(spec, 'spec'),
        ...names.flatMap(name =>
          trimAuthServer(at(named, name), `spec.namedExtauth.${name}`, name),
        ),
      ],
    };
  },
});

/** Settings of all listeners, or of one: they have the same fields. */
function trimServers(value: unknown, field: string): readonly GlooServer[] {
  const counter = at(value, 'ratelimitServer');
  const processor = at(value, 'extProc', 'grpcService');
  const counterRef = trimRef(at(counter, 'ratelimitServerRef'));
  const processorRef = trimRef(at(processor, 'extProcServerRef'));
  return [
    ...trimAuthServer(at(value, 'extauth'), `${field}.extauth`),
    ...(counterRef
      ? [
          {
            why: 'counting' as const,
            upstream: counterRef,
            protocol: 'grpc' as const,
            ...trimAuthority(counter),
            failsOpen: !(flag(counter, 'denyOnFail') ?? false),
            field: `${field}.ratelimitServer.ratelimitServerRef.name`,
          },
        ]
      : []),
    ...(processorRef
      ? [
          {
            why: 'processing' as const,
            upstream: processorRef,
            protocol: 'grpc' as const,
            ...trimAuthority({ grpcService: processor }),
            failsOpen: flag(value, 'extProc', 'failureModeAllow') ?? false,
            field: `${field}.extProc.grpcService.extProcServerRef.name`,
          },
        ]
      : []),
  ];
}

function trimAuthServer(
  server: unknown,
  field: string,
  name?: string,
): readonly GlooServer[] {
  const upstream = trimRef(at(server, 'extauthzServerRef'));
  if (!upstream) return [];
  return [
    {
      why: 'authorization',
      ...(name !== undefined && { name }),
      upstream,
      protocol: at(server, 'httpService') === undefined ? 'grpc' : 'http',
      ...trimAuthority(server),
      failsOpen: flag(server, 'failureModeAllow') ?? false,
      field: `${field}.extauthzServerRef.name`,
    },
  ];
}

function trimAuthority(server: unknown): Pick<GlooServer, 'authority'> {
  const authority = text(server, 'grpcService', 'authority');
  return authority === undefined ? {} : { authority };
}

/** Options for routes that name it, or that it is attached to; a filter of an HTTPRoute can, too. */
export interface GlooOptionObject extends KubeObject, PolicyTargets {
  readonly kind: 'RouteOption' | 'VirtualHostOption';
  readonly options: GlooOptions;
}

function optionKind(
  kind: GlooOptionObject['kind'],
  plural: string,
): KindDefinition<GlooOptionObject> {
  return defineKind<GlooOptionObject>({
    group: routes,
    kind,
    plural,
    versions,
    namespaced: true,
    purpose: 'the Host that Gloo sends, and whom it asks about requests',
    trim: (object, meta) => ({
      kind,
      meta,
      ...trimTargets(object),
      options: trimOptions(at(object, 'spec', 'options')),
    }),
  });
}

export const glooRouteOptions = optionKind('RouteOption', 'routeoptions');
export const glooVirtualHostOptions = optionKind(
  'VirtualHostOption',
  'virtualhostoptions',
);

/** Which VirtualServices a listener serves. */
export interface GlooListener {
  /** It serves those that end TLS, and no others. */
  readonly endsTls: boolean;
  /** By name; by labels where there are none. */
  readonly virtualServices: readonly GlooRef[];
  readonly selector: GlooSelector;
}

/** A port of Gloo's proxies. Istio and the Gateway API have kinds of the same name. */
export interface GlooGateway extends KubeObject {
  readonly kind: 'Gateway';
  /** Its listeners for HTTP; one for TCP alone has none. */
  readonly listeners: readonly GlooListener[];
  /** It takes listeners from objects that are not read. */
  readonly delegates: boolean;
  /** Labels `gateway-proxy-id` of the proxies. */
  readonly proxies: readonly string[];
  /** What its listeners ask instead of what the settings say. */
  readonly servers: readonly GlooServer[];
  /** Where it carries connections to. */
  readonly tcp: readonly GlooTcpHost[];
}

/** Connections of a Gateway, of all clients or of those that ask TLS for certain names. */
export interface GlooTcpHost {
  readonly names: readonly string[];
  readonly endsTls: boolean;
  readonly destinations: readonly GlooDestination[];
  /** Path inside the object, for evidence. */
  readonly field: string;
}

export const glooGateways = defineKind<GlooGateway>({
  group: routes,
  kind: 'Gateway',
  plural: 'gateways',
  versions,
  namespaced: true,
  purpose: 'which routes Gloo serves',
  trim: (object, meta) => {
    const proxies = texts(object, 'spec', 'proxyNames');
    const hybrid = at(object, 'spec', 'hybridGateway');
    return {
      kind: 'Gateway',
      meta,
      listeners: [
        ...trimListener(
          at(object, 'spec', 'httpGateway'),
          flag(object, 'spec', 'ssl') ?? false,
        ),
        ...items(hybrid, 'matchedGateways').flatMap(one =>
          trimListener(
            at(one, 'httpGateway'),
            at(one, 'matcher', 'sslConfig') !== undefined,
          ),
        ),
      ],
      delegates: at(hybrid, 'delegatedHttpGateways') !== undefined,
      proxies: proxies.length > 0 ? proxies : ['gateway-proxy'],
      servers: trimServers(
        at(object, 'spec', 'httpGateway', 'options'),
        'spec.httpGateway.options',
      ),
      tcp: [
        ...trimTcp(at(object, 'spec', 'tcpGateway'), 'spec.tcpGateway'),
        ...items(hybrid, 'matchedGateways').flatMap((one, index) =>
          trimTcp(
            at(one, 'tcpGateway'),
            `spec.hybridGateway.matchedGateways[${index}].tcpGateway`,
          ),
        ),
      ],
    };
  },
});

function trimTcp(gateway: unknown, field: string): GlooTcpHost[] {
  return items(gateway, 'tcpHosts').map((one, index) => ({
    names: texts(one, 'sslConfig', 'sniDomains'),
    endsTls: at(one, 'sslConfig') !== undefined,
    destinations: destinationsOf(at(one, 'destination')),
    field: `${field}.tcpHosts[${index}].destination`,
  }));
}

function trimListener(gateway: unknown, endsTls: boolean): GlooListener[] {
  if (gateway === undefined) return [];
  const expressions = items(
    gateway,
    'virtualServiceExpressions',
    'expressions',
  );
  return [
    {
      endsTls,
      virtualServices: items(gateway, 'virtualServices').flatMap(
        one => trimRef(one) ?? [],
      ),
      selector: {
        labels: {
          matchLabels: labels(gateway, 'virtualServiceSelector'),
          requirements: expressions.map(trimRequirement),
        },
        namespaces: texts(gateway, 'virtualServiceNamespaces'),
      },
    },
  ];
}

// Gloo has more names for the same than Kubernetes.
const operators: Readonly<Record<string, string | undefined>> = {
  Equals: 'In',
  DoubleEquals: 'In',
  NotEquals: 'NotIn',
};

function trimRequirement(one: unknown): LabelRequirement {
  const operator = text(one, 'operator') ?? '';
  return {
    key: text(one, 'key') ?? '',
    operator: operators[operator] ?? operator,
    values: texts(one, 'values'),
  };
}

/** Every kind of Gloo's that is read. */
export const glooKinds: readonly KindDefinition[] = [
  glooGateways,
  glooVirtualServices,
  glooRouteTables,
  glooUpstreams,
  glooUpstreamGroups,
  glooSettings,
  glooRouteOptions,
  glooVirtualHostOptions,
];

function trimRule(rule: unknown): GlooRule {
  const matchers = items(rule, 'matchers');
  const path = (key: string) =>
    matchers.map(one => text(one, key)).find(one => one !== undefined);
  const regex = path('regex');
  const selector = at(rule, 'delegateAction', 'selector');
  const delegate = trimRef(at(rule, 'delegateAction', 'ref'));
  return {
    path: path('exact') ?? path('prefix') ?? regex ?? null,
    pathIsPattern: regex !== undefined,
    destinations: [
      ...destinationsOf(at(rule, 'routeAction')),
      ...shadowed(at(rule, 'options', 'shadowing')),
    ],
    delegates: delegate ? [delegate] : [],
    ...(['clusterHeader', 'dynamicForwardProxy'].some(
      key => at(rule, 'routeAction', key) !== undefined,
    ) && { chosenByRequests: true }),
    ...(selector !== undefined && {
      delegatesTo: {
        labels: {
          matchLabels: labels(selector, 'labels'),
          requirements: items(selector, 'expressions').map(trimRequirement),
        },
        namespaces: texts(selector, 'namespaces'),
      },
    }),
    ...trimOptioned(rule),
  };
}

function trimOptioned(value: unknown): GlooOptioned {
  return {
    options: trimOptions(at(value, 'options')),
    optionRefs: items(value, 'optionsConfigRefs', 'delegateOptions').flatMap(
      one => trimRef(one) ?? [],
    ),
  };
}

const counting = [
  'ratelimit',
  'ratelimitBasic',
  'ratelimitEarly',
  'ratelimitRegular',
  'rateLimitConfigs',
  'rateLimitEarlyConfigs',
  'rateLimitRegularConfigs',
];

function trimOptions(options: unknown): GlooOptions {
  const host = trimHostOption(options);
  const auth = trimAuth(at(options, 'extauth'));
  return {
    ...(host && { host }),
    mayChangeHost:
      [
        at(options, 'transformations'),
        at(options, 'stagedTransformations'),
      ].some(setsHost) ||
      items(options, 'headerManipulation', 'requestHeadersToAdd').some(one =>
        isHost(text(one, 'header', 'key') ?? ''),
      ),
    ...(auth !== undefined && { auth }),
    counts: counting.some(key => at(options, key) !== undefined),
  };
}

function trimHostOption(options: unknown): GlooHost | undefined {
  const value = text(options, 'hostRewrite');
  if (value !== undefined) return { kind: 'fixed', value };
  if (flag(options, 'autoHostRewrite')) return { kind: 'endpoint' };
  const made = ['hostRewriteHeader', 'hostRewritePathRegex'];
  return made.some(key => at(options, key) !== undefined)
    ? { kind: 'request' }
    : undefined;
}

function trimAuth(auth: unknown): GlooOptions['auth'] {
  if (auth === undefined) return undefined;
  if (flag(auth, 'disable')) return 'none';
  const server = text(auth, 'customAuth', 'name');
  return server === undefined ? 'default' : { server };
}

function isHost(name: string): boolean {
  return ['host', ':authority'].includes(name.toLowerCase());
}

/** A header by that name, however deep it stands in a transformation. */
function setsHost(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => isHost(key) || setsHost(inner),
  );
}

/** Copies of requests go there (projects/gloo/pkg/plugins/shadowing/plugin.go). */
function shadowed(shadowing: unknown): readonly GlooDestination[] {
  const ref = trimRef(at(shadowing, 'upstream'));
  return ref ? [{ kind: 'upstream', ref }] : [];
}

function destinationsOf(action: unknown): readonly GlooDestination[] {
  const group = trimRef(at(action, 'upstreamGroup'));
  return [
    ...destination(at(action, 'single')),
    ...weighted(items(action, 'multi', 'destinations')),
    ...(group ? [{ kind: 'group' as const, ref: group }] : []),
  ];
}

function weighted(list: readonly unknown[]): readonly GlooDestination[] {
  return list
    .filter(one => whole(one, 'weight') !== 0)
    .flatMap(one => destination(at(one, 'destination')));
}

function destination(value: unknown): readonly GlooDestination[] {
  const upstream = trimRef(at(value, 'upstream'));
  if (upstream) return [{ kind: 'upstream', ref: upstream }];
  const service = trimRef(at(value, 'kube', 'ref'));
  const port = whole(value, 'kube', 'port');
  return service
    ? [
        {
          kind: 'service',
          ref: service,
          ...(port !== undefined && { port }),
        },
      ]
    : [];
}

/** A reference; the keys of some begin with a word. */
function trimRef(value: unknown, word = ''): GlooRef | undefined {
  const key = (plain: string) =>
    word === '' ? plain : `${word}${plain[0].toUpperCase()}${plain.slice(1)}`;
  const name = text(value, key('name'));
  const namespace = text(value, key('namespace'));
  return name === undefined
    ? undefined
    : { name, ...(namespace !== undefined && { namespace }) };
}

function trimHost(host: unknown): GlooUpstream['hosts'] {
  const address = text(host, 'addr');
  const port = whole(host, 'port');
  return address === undefined
    ? []
    : [{ address, ...(port !== undefined && { port }) }];
}

function trimTls(tls: unknown): NonNullable<GlooUpstream['tls']> {
  const sni = text(tls, 'sni');
  const certificate = text(tls, 'sds', 'certificatesSecretName');
  return {
    ...(sni !== undefined && { sni }),
    ...(certificate !== undefined && { certificate }),
  };
}
