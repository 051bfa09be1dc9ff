import { defineKind, KindDefinition } from '../kindDefinition';
import { LabelSelector, trimSelector } from '../labelSelector';
import { KubeObject } from '../meta';
import { at, flag, items, text } from '../read';
import { PolicyTargets, trimTargets } from './attachedPolicy';
import { BackendObjectRef, trimBackendObjectRef } from './backendObjectRef';
import { NamedBackend, trimEndpoint } from './envoyGateway';

const group = 'agentgateway.dev';
const versions = ['v1alpha1'];

/** What for agentgateway asks a Service about requests. */
export type AgentgatewayAsk = 'extAuth' | 'extProc' | 'rateLimit';

/** A Service, or a backend of its own, that it asks. */
export interface AgentgatewayAsked {
  readonly ask: AgentgatewayAsk;
  readonly protocol: 'grpc' | 'http';
  readonly backend: BackendObjectRef;
  /** It is asked of some requests alone, as an expression has it. */
  readonly conditional: boolean;
  /** Requests pass while nobody answers. */
  readonly failsOpen: boolean;
  /** Path inside the object, for evidence. */
  readonly field: string;
}

/** What agentgateway does to requests, and how it speaks to backends. */
export interface AgentgatewayPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'AgentgatewayPolicy';
  readonly tls?: { readonly sni?: string };
  /** HTTP1 or HTTP2. */
  readonly httpVersion?: string;
  /** Auto or None. */
  readonly hostRewrite?: string;
  /** Expressions that can make another Host, or a proxy in between. */
  readonly unfollowed: readonly string[];
  /** Of the phase before routing: those of a route are there beside it. */
  readonly beforeRouting: boolean;
  /** The fields of it that ask; one can be set, and ask nobody that is known. */
  readonly says: readonly AgentgatewayAsk[];
  readonly asks: readonly AgentgatewayAsked[];
}

const asking = ['extAuth', 'extProc', 'rateLimit'] as const;

export const agentgatewayPolicies = defineKind<AgentgatewayPolicy>({
  group,
  kind: 'AgentgatewayPolicy',
  plural: 'agentgatewaypolicies',
  versions,
  namespaced: true,
  purpose:
    'TLS that agentgateway starts, the Host that it sends, and whom it asks about requests',
  trim: (object, meta) => {
    const tls = at(object, 'spec', 'backend', 'tls');
    const httpVersion = text(object, 'spec', 'backend', 'http', 'version');
    const hostRewrite = text(object, 'spec', 'traffic', 'hostRewrite', 'mode');
    const traffic = at(object, 'spec', 'traffic');
    return {
      kind: 'AgentgatewayPolicy',
      meta,
      ...trimTargets(object),
      ...(tls !== undefined && { tls: trimTls(tls) }),
      ...(httpVersion !== undefined && { httpVersion }),
      ...(hostRewrite !== undefined && { hostRewrite }),
      unfollowed: trimUnfollowed(object),
      beforeRouting: text(traffic, 'phase') === 'PreRouting',
      says: asking.filter(one => at(traffic, one) !== undefined),
      asks: asking.flatMap(one => trimAsks(one, at(traffic, one))),
    };
  },
});

function trimTls(tls: unknown): { readonly sni?: string } {
  const sni = text(tls, 'sni');
  return sni === undefined ? {} : { sni };
}

/** Itself, or one of several on conditions (agentgateway_policy_types.go, ConditionalPolicy). */
function variants(
  value: unknown,
): readonly { readonly value: unknown; readonly field: string }[] {
  const conditional = items(value, 'conditional');
  return conditional.length === 0
    ? [{ value, field: '' }]
    : conditional.map((one, index) => ({
        value: at(one, 'policy'),
        field: `.conditional[${index}].policy`,
      }));
}

function trimAsks(
  ask: AgentgatewayAsk,
  value: unknown,
): readonly AgentgatewayAsked[] {
  const [within, inside] =
    ask === 'rateLimit' ? [['global'], '.global'] : [[], ''];
  return variants(value).flatMap(variant =>
    trimBackendObjectRef(at(variant.value, ...within, 'backendRef')).map(
      backend => ({
        ask,
        protocol:
          ask === 'extAuth' && at(variant.value, 'http') !== undefined
            ? 'http'
            : 'grpc',
        backend,
        conditional: variant.field !== '',
        // What processes requests is never passed over (processExtProcTraffic).
        failsOpen:
          ask !== 'extProc' &&
          text(variant.value, ...within, 'failureMode') === 'FailOpen',
        field: `spec.traffic.${ask}${variant.field}${inside}.backendRef.name`,
      }),
    ),
  );
}

function trimUnfollowed(object: unknown): readonly string[] {
  const renames = (value: unknown) =>
    variants(value).some(variant =>
      [
        ...items(variant.value, 'request', 'set'),
        ...items(variant.value, 'request', 'add'),
        ...items(variant.value, 'request', 'remove'),
      ].some(one => isHost(typeof one === 'string' ? one : text(one, 'name'))),
    );
  const traffic = at(object, 'spec', 'traffic');
  const backend = at(object, 'spec', 'backend');
  const headers = at(traffic, 'headerModifiers');
  return [
    ...(renames(at(traffic, 'transformation'))
      ? ['spec.traffic.transformation']
      : []),
    ...(renames(headers) ? ['spec.traffic.headerModifiers'] : []),
    ...(renames(at(backend, 'transformation'))
      ? ['spec.backend.transformation']
      : []),
    ...(at(backend, 'tunnel') === undefined ? [] : ['spec.backend.tunnel']),
  ];
}

function isHost(name: string | undefined): boolean {
  return ['host', ':authority'].includes(name?.toLowerCase() ?? '');
}

/** A backend that is given by name: of plain HTTP, of an agent, or of tools. */
export interface AgentgatewayBackend extends NamedBackend {
  /** Services that it takes its tools from, by their labels, and those of their namespaces. */
  readonly picks: readonly {
    readonly services: LabelSelector;
    /** Its own namespace alone where this is unset. */
    readonly namespaces?: LabelSelector;
  }[];
}

export const agentgatewayBackends = defineKind<AgentgatewayBackend>({
  group,
  kind: 'AgentgatewayBackend',
  plural: 'agentgatewaybackends',
  versions,
  namespaced: true,
  purpose: 'backends that agentgateway is given by name',
  trim: (object, meta) => {
    const tls = at(object, 'spec', 'policies', 'tls');
    const targets = items(object, 'spec', 'mcp', 'targets').map(one =>
      at(one, 'static'),
    );
    const endpoints = [
      at(object, 'spec', 'static'),
      at(object, 'spec', 'a2a'),
      ...targets,
    ].flatMap(one => trimEndpoint(one, 'host'));
    return {
      kind: 'AgentgatewayBackend',
      meta,
      endpoints,
      picks: items(object, 'spec', 'mcp', 'targets').flatMap(trimPicks),
      ...(at(object, 'spec', 'dynamicForwardProxy') !== undefined && {
        chosenByRequests: true,
      }),
      ...(tls !== undefined && { tls: trimTls(tls) }),
      ...(text(object, 'spec', 'policies', 'http', 'version') === 'HTTP2' && {
        http2: true,
      }),
    };
  },
});

function trimPicks(target: unknown): AgentgatewayBackend['picks'] {
  const selector = at(target, 'selector');
  if (selector === undefined) return [];
  const namespaces = at(selector, 'namespaces');
  return [
    {
      services: trimSelector(at(selector, 'services')),
      ...(namespaces !== undefined && { namespaces: trimSelector(namespaces) }),
    },
  ];
}

/** Settings of the pods of agentgateway's Gateways. */
export interface AgentgatewayParameters extends KubeObject {
  readonly kind: 'AgentgatewayParameters';
  /** It speaks Istio's mTLS to pods of the mesh by itself. */
  readonly istio: boolean;
}

export const agentgatewayParameters = defineKind<AgentgatewayParameters>({
  group,
  kind: 'AgentgatewayParameters',
  plural: 'agentgatewayparameters',
  versions,
  namespaced: true,
  purpose: 'whether agentgateway speaks mTLS of the mesh by itself',
  trim: (object, meta) => ({
    kind: 'AgentgatewayParameters',
    meta,
    istio:
      at(object, 'spec', 'istio') !== undefined &&
      flag(object, 'spec', 'istio', 'enabled') !== false,
  }),
});

/** Every kind of agentgateway's that is read. */
export const agentgatewayKinds: readonly KindDefinition[] = [
  agentgatewayPolicies,
  agentgatewayParameters,
  agentgatewayBackends,
];
