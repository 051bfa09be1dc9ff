import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { LabelRequirement, LabelSelector } from '../labelSelector';
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

export interface GlooRule {
  readonly path: string | null;
  readonly pathIsPattern: boolean;
  readonly destinations: readonly GlooDestination[];
  /** RouteTables that it hands requests on to. */
  readonly delegates: readonly GlooRef[];
  /** RouteTables that it hands requests on to, by their labels and namespaces. */
  readonly delegatesTo?: GlooSelector;
  readonly hostRewrite?: string;
  readonly autoHostRewrite: boolean;
  /** The Host is made from a header or the path. */
  readonly hostFromRequest: boolean;
}

/** A host of Gloo's, with its rules; Istio has a kind of the same name. */
export interface GlooVirtualService extends Refusable {
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

/** Settings of an installation of Gloo. */
export interface GlooSettings extends KubeObject {
  readonly kind: 'Settings';
  readonly autoMtls: boolean;
}

export const glooSettings = defineKind<GlooSettings>({
  group: upstreams,
  kind: 'Settings',
  plural: 'settings',
  versions,
  namespaced: true,
  purpose: "whether Gloo speaks the mesh's mTLS by itself",
  trim: (object, meta) => ({
    kind: 'Settings',
    meta,
    autoMtls:
      flag(object, 'spec', 'gloo', 'istioOptions', 'enableAutoMtls') ?? false,
  }),
});

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
    };
  },
});

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
];

function trimRule(rule: unknown): GlooRule {
  const matchers = items(rule, 'matchers');
  const path = (key: string) =>
    matchers.map(one => text(one, key)).find(one => one !== undefined);
  const regex = path('regex');
  const options = at(rule, 'options');
  const hostRewrite = text(options, 'hostRewrite');
  const selector = at(rule, 'delegateAction', 'selector');
  const delegate = trimRef(at(rule, 'delegateAction', 'ref'));
  return {
    path: path('exact') ?? path('prefix') ?? regex ?? null,
    pathIsPattern: regex !== undefined,
    destinations: destinationsOf(at(rule, 'routeAction')),
    delegates: delegate ? [delegate] : [],
    ...(selector !== undefined && {
      delegatesTo: {
        labels: {
          matchLabels: labels(selector, 'labels'),
          requirements: items(selector, 'expressions').map(trimRequirement),
        },
        namespaces: texts(selector, 'namespaces'),
      },
    }),
    ...(hostRewrite !== undefined && { hostRewrite }),
    autoHostRewrite: flag(options, 'autoHostRewrite') ?? false,
    hostFromRequest:
      at(options, 'hostRewriteHeader') !== undefined ||
      at(options, 'hostRewritePathRegex') !== undefined,
  };
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
