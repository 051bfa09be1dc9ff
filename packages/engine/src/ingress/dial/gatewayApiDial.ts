import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { BackendTlsPolicy } from '../../state/kinds/backendTlsPolicy';
import type { NamedBackend } from '../../state/kinds/envoyGateway';
import type { OwnedListener } from '../../mesh';
import type { Gateway } from '../../state/kinds/gateway';
import type {
  BackendRef,
  GatewayRoute,
  GatewayRouteRule,
} from '../../state/kinds/gatewayRoute';
import type { GlooUpstream } from '../../state/kinds/gloo';
import type { Service, ServicePort } from '../../state/kinds/service';
import { carriedProtocol } from './carriedProtocol';
import { BackendTls, backendTlsOf } from './backendTls';
import type { Delegation } from '../routes/delegatedRoutes';
import type { Dial } from './dial';
import { failsNow, formerCaveat } from './former';
import type { GatewayServer } from '../edges/gatewayClassOf';
import type { Instance } from '../edges/instances';
import { placesOf, unreadConfigMap } from './places';
import { Resolved, resolveSetting } from './setting';
import { ServedBackend, settledDial } from './settledDial';
import type {
  BackendProtocol,
  HostSent,
  Setting,
  VendorDescription,
} from '../vendorDescription';

/** One backend of a rule, at one listener. */
export interface GatewayBackend {
  readonly route: GatewayRoute;
  readonly rule: GatewayRouteRule;
  readonly backend: BackendRef;
  /** The object of the vendor's own that stands between: it has the Service's name or address. */
  readonly named?: NamedBackend;
  /** The Upstream of Gloo's that stands between. */
  readonly upstream?: GlooUpstream;
  readonly service: Service;
  readonly port: ServicePort;
  readonly gateway: Gateway;
  readonly parent: OwnedListener;
  readonly server: GatewayServer;
  readonly instance?: Instance;
  /** Host by which clients reach it. */
  readonly host: string | null;
  /** The rules of others by which requests get to its route: the nearest first. */
  readonly delegatedBy?: readonly Delegation[];
}

/** What the policies of a vendor's own add to a backend. */
export interface PolicyEffect {
  /** It makes no route of it; where nobody asked for that, the rest of a sentence that says why. */
  readonly drops?: boolean | string;
  /** What it made before stays where it drops something: a failure takes no load balancer of a cloud down. */
  readonly keepsFormer?: true;
  readonly said?: ServedBackend['said'];
  readonly caveats?: readonly string[];
  /** With what the caveats say, nobody can tell what becomes of the connection. */
  readonly unknown?: boolean;
}

/** What a port says of its protocol, to any Gateway (gateway-api.sigs.k8s.io/geps/gep-1911). */
const byAppProtocol: Setting<BackendProtocol> = {
  default: { protocol: 'http', tls: 'none' },
  source: 'gateway-api.sigs.k8s.io/geps/gep-1911',
  switches: [
    {
      on: 'app-protocol',
      key: 'appProtocol',
      effect: value =>
        value === 'kubernetes.io/h2c'
          ? { protocol: 'http2', tls: 'none' }
          : undefined,
      source: 'gateway-api.sigs.k8s.io/geps/gep-1911',
    },
  ],
};

/** What the server of a Gateway dials for a backend; undefined where it drops it. */
export function gatewayApiDial(
  state: ClusterState,
  one: GatewayBackend,
): Dial | undefined {
  const { route, rule, service, port, server, instance } = one;
  const { vendor, support } = server;
  const places = { ...placesOf(state, route, instance), service, port };
  const backend = support.backend ?? byAppProtocol;
  const policies = support.policies?.(state, one) ?? {};
  const fails = failsNow(one.gateway.statusAddresses.length > 0, policies);
  if ((policies.drops && fails === undefined) || refusesHost(one)) {
    return undefined;
  }
  const started = backendTlsOf(state, one);
  const dial = settledDial({
    vendor: {
      ...vendor,
      addressing: support.addressing ?? vendor.addressing,
      host: support.host ?? neverChanged(vendor, support.source),
      backend,
    },
    places,
    service,
    port,
    said: {
      ...hostSaid(one),
      ...backendSaid(one, resolveSetting(backend, places), started),
      ...policies.said,
      ...namedSaid(one),
    },
    reasons: [...server.reasons, ...adds(one), ...handsOn(one), leads(one)],
    caveats: [
      ...(server.asserted ? [] : server.reasons.map(reason => reason.text)),
      ...unreadConfigMap(state, instance),
      ...listenerSetCaveats(one),
      ...importCaveats(one),
      ...extensionCaveats(route, rule, vendor, support.ownFilters),
      ...hostHeaderCaveats(one),
      ...inherited(one),
      ...copyCaveats(one),
      ...(started?.caveats ?? []),
      ...(policies.caveats ?? []),
      ...(fails === undefined ? [] : [formerCaveat(one.route, fails)]),
    ],
    ...(fails !== undefined && { failsNow: fails }),
    ...((policies.unknown ||
      fails !== undefined ||
      started?.refused ||
      hostHeaderCaveats(one).length > 0 ||
      inherited(one).length > 0 ||
      copyCaveats(one).length > 0) && { unknown: true }),
  });
  // The name that a client asks TLS for goes through as it is.
  return dial?.tls?.startedBy === 'client'
    ? { ...dial, tls: { ...dial.tls, sni: one.host } }
    : dial;
}

function neverChanged(
  { host: { inferred = false } }: VendorDescription,
  source: string,
): Setting<HostSent> {
  return { default: null, source, inferred, switches: [] };
}

/** The ListenerSet that a route attaches to, where it is not the Gateway itself. */
function adds({ gateway, parent: { owner } }: GatewayBackend): Reason[] {
  if (owner.kind === 'Gateway') return [];
  return [
    {
      text: `${objectName(owner)} adds listeners to ${objectName(gateway)}.`,
      evidence: [
        evidenceOf(owner, 'spec.parentRef.name', gateway.meta.name),
        evidenceOf(
          gateway,
          'spec.allowedListeners.namespaces.from',
          gateway.allowedListeners.allowedFrom,
        ),
      ],
    },
  ];
}

/** The routes that hand requests on to this one, from the Gateway's on. */
function handsOn({ route, delegatedBy = [] }: GatewayBackend): Reason[] {
  const way = [route, ...delegatedBy.map(from => from.route)];
  return delegatedBy
    .map((from, index) => ({
      text: `${objectName(from.route)} hands requests on to ${objectName(
        way[index],
      )}.`,
      evidence: [
        evidenceOf(
          from.route,
          'spec.rules[].backendRefs[].name',
          way[index].meta.name,
        ),
      ],
    }))
    .reverse();
}

/** What routes that hand requests on do to them holds further on, too, where nothing else is said. */
function inherited({ delegatedBy = [] }: GatewayBackend): readonly string[] {
  return delegatedBy
    .filter(
      ({ rule }) =>
        (rule.hostRewrite ?? rule.hostHeader) !== undefined ||
        rule.extensions.length > 0,
    )
    .map(
      ({ route }) =>
        `${objectName(
          route,
        )} has filters for what it hands on: which Host is sent is not known.`,
    );
}

/** Older versions know no ListenerSets, and what a version is called is not read. */
function listenerSetCaveats({
  parent: { owner },
  server: { support, vendor },
}: GatewayBackend): readonly string[] {
  if (owner.kind === 'Gateway' || owner.accepted !== undefined) return [];
  return [
    `${vendor.title} serves ListenerSets since ${
      support.listenerSets?.since
    }, and ${objectName(owner)} has no status that says whether this one does.`,
  ];
}

function leads(one: GatewayBackend): Reason {
  const { route, rule, backend, service } = one;
  const mirrors = rule.mirrors.includes(backend);
  return {
    text: mirrors
      ? `${objectName(route)} sends copies of requests to ${objectName(
          service,
        )}.`
      : `${objectName(route)} leads to ${objectName(service)}.`,
    evidence: [
      evidenceOf(
        route,
        `spec.rules[${ruleIndex(one)}]${
          mirrors ? '.filters[].requestMirror.backendRef' : '.backendRefs[]'
        }.name`,
        backend.name,
      ),
    ],
  };
}

/** Place of its rule: one that others hand requests on to has matches of its own. */
function ruleIndex({ route, rule }: GatewayBackend): number {
  return route.rules.findIndex(({ backends }) => backends === rule.backends);
}

function headerHost({ rule, backend }: GatewayBackend): string | undefined {
  return backend.hostHeader ?? rule.hostHeader;
}

/** Why the server of a Gateway makes nothing of a backend, where its own rules say so. */
export function gatewayApiDropped(
  state: ClusterState,
  one: GatewayBackend,
): string | undefined {
  const { vendor, support } = one.server;
  const effect = support.policies?.(state, one) ?? {};
  const { drops } = effect;
  const isFormer =
    failsNow(one.gateway.statusAddresses.length > 0, effect) !== undefined;
  if (typeof drops === 'string' && !isFormer) return drops;
  return refusesHost(one)
    ? `it sets the Host by RequestHeaderModifier, which ${vendor.title} refuses`
    : undefined;
}

function refusesHost(one: GatewayBackend): boolean {
  return (
    headerHost(one) !== undefined && one.server.support.hostHeader === 'refuses'
  );
}

/** Not every vendor takes a header filter's word for the Host. */
function hostHeaderCaveats(one: GatewayBackend): readonly string[] {
  const { route, server } = one;
  if (headerHost(one) === undefined || server.support.hostHeader) return [];
  return [
    `${objectName(route)} sets header Host by RequestHeaderModifier: whether ${
      server.vendor.title
    } then sends that Host is not known.`,
  ];
}

/** A Host that the mesh knows becomes another one in copies. */
function copyCaveats(one: GatewayBackend): readonly string[] {
  const { rule, backend, route, server } = one;
  const { vendor, support } = server;
  const isCopied = support.renamesCopies && rule.mirrors.includes(backend);
  if (!isCopied || hostSaid(one)?.host === undefined) return [];
  return [
    `${vendor.title} adds -shadow to the Host of copies, which ${objectName(
      route,
    )} sets: what a mesh makes of that name is not followed.`,
  ];
}

/** What a backend by name says: it is dialled by that name, and spoken to as it asks. */
function namedSaid({ named, server }: GatewayBackend): ServedBackend['said'] {
  if (!named) return {};
  const { source } = server.support;
  const evidence = named.endpoints.map(({ address }) =>
    evidenceOf(named, 'spec.endpoints[]', address),
  );
  const by = objectName(named);
  return {
    addressing: { effect: 'service-vip', by, evidence, source },
  };
}

/** A URLRewrite filter; that of the backend comes after that of the rule. */
function hostSaid(one: GatewayBackend): ServedBackend['said'] {
  const { route, rule, backend, server } = one;
  const ofBackend = server.support.ignoresBackendRewrite
    ? undefined
    : backend.hostRewrite;
  // What a backend says of itself comes after what the rule says of all.
  const rewritten =
    ofBackend ??
    (backend.hostHeader === undefined ? rule.hostRewrite : undefined);
  const hostname = rewritten ?? headerHost(one);
  if (hostname === undefined) return {};
  const filter =
    rewritten === undefined
      ? 'requestHeaderModifier.set[Host]'
      : 'urlRewrite.hostname';
  const field = `spec.rules[${ruleIndex(one)}].filters[].${filter}`;
  return {
    host: {
      effect: hostname,
      by: field,
      evidence: [evidenceOf(route, field, hostname)],
      source: 'gateway-api.sigs.k8s.io/reference/spec/#httpurlrewritefilter',
    },
  };
}

function backendSaid(
  one: GatewayBackend,
  byPort: Resolved<BackendProtocol>,
  started: BackendTls | undefined,
): ServedBackend['said'] {
  const { route, parent, server } = one;
  const { tls } = parent.listener;
  const plain = streamed(one) ?? overHttp(route, asNamed(one, byPort));
  const passes = route.kind === 'TLSRoute' && tls?.mode !== 'Terminate';
  if (passes && !server.support.tlsAroundTls) return { backend: plain };
  if (started) return overTls(started.policy, plain);
  return namedTls(one, plain) ?? { backend: plain };
}

/** Its own protocol counts, and not that of the Service's port. */
function asNamed(
  { named }: GatewayBackend,
  byPort: Resolved<BackendProtocol>,
): Resolved<BackendProtocol> {
  if (!named) return byPort;
  const { evidence, source } = byPort;
  return named.http2
    ? { ...byPort, effect: { protocol: 'http2', tls: 'none' } }
    : { evidence, source, effect: { protocol: 'http', tls: 'none' } };
}

function namedTls(
  { named, server }: GatewayBackend,
  plain: Resolved<BackendProtocol>,
): ServedBackend['said'] | undefined {
  if (!named?.tls) return undefined;
  const { sni } = named.tls;
  return {
    backend: {
      effect: { ...plain.effect, tls: 'edge' },
      by: objectName(named),
      evidence: [evidenceOf(named, 'spec.tls.sni', sni)],
      source: server.support.source,
    },
    ...(sni !== undefined && { sni }),
  };
}

/** What is in the connections of a TLSRoute or TCPRoute: what the port is declared to serve. */
function streamed({
  route,
  parent,
  server,
  service,
  port,
}: GatewayBackend): Resolved<BackendProtocol> | undefined {
  if (route.kind !== 'TLSRoute' && route.kind !== 'TCPRoute') return undefined;
  const { tls } = parent.listener;
  const carried = carriedProtocol(service, port);
  const passes = route.kind === 'TLSRoute' && tls?.mode !== 'Terminate';
  const inside = tls?.mode === 'Terminate' ? 'none' : carried.tls;
  return {
    effect: {
      protocol: carried.protocol,
      tls: passes ? 'client' : inside,
    },
    by: route.kind,
    evidence: [],
    source: server.support.source,
  };
}

function overHttp(
  { kind }: GatewayRoute,
  byPort: Resolved<BackendProtocol>,
): Resolved<BackendProtocol> {
  return kind === 'GRPCRoute' && byPort.by === undefined
    ? { ...byPort, effect: { ...byPort.effect, protocol: 'http2' } }
    : byPort;
}

function overTls(
  policy: BackendTlsPolicy,
  plain: Resolved<BackendProtocol>,
): ServedBackend['said'] {
  return {
    backend: {
      effect: { ...plain.effect, tls: 'edge' },
      by: objectName(policy),
      evidence: [
        evidenceOf(policy, 'spec.validation.hostname', policy.hostname),
      ],
      source: 'gateway-api.sigs.k8s.io/api-types/backendtlspolicy',
    },
    ...(policy.hostname !== undefined && { sni: policy.hostname }),
  };
}

/** What is exported under a name is another cluster's to say, too. */
function importCaveats({
  backend,
  service,
}: GatewayBackend): readonly string[] {
  if (backend.kind !== 'ServiceImport') return [];
  return [
    `ServiceImport ${
      backend.name
    } stands for Services of that name in several clusters; that ${objectName(
      service,
    )} is one of them is taken for granted.`,
  ];
}

/** Filters of a vendor's own can change anything. */
function extensionCaveats(
  route: GatewayRoute,
  { extensions }: GatewayRouteRule,
  { title }: VendorDescription,
  read: readonly string[] = [],
): readonly string[] {
  const unread = extensions.filter(
    name => !read.includes(name.slice(0, name.indexOf('/'))),
  );
  return unread.map(
    name =>
      `${objectName(
        route,
      )} uses ${name}, a filter of ${title}'s own that is not read: it could change what is sent.`,
  );
}
