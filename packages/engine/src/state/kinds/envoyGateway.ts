import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag, items, text, texts, whole } from '../read';
import { PolicyTargets, trimTargets } from './attachedPolicy';
import { BackendObjectRef, trimBackendObjectRefs } from './backendObjectRef';

const group = 'gateway.envoyproxy.io';
const versions = ['v1alpha1'];

/** Settings of a Gateway's proxies, or of all Gateways of a class. */
export interface EnvoyProxy extends KubeObject {
  readonly kind: 'EnvoyProxy';
  /** Service or Endpoint. */
  readonly routingType?: string;
  /** What it does not set comes from the settings above it, instead of from nowhere. */
  readonly merges: boolean;
}

export const envoyProxies = defineKind<EnvoyProxy>({
  group,
  kind: 'EnvoyProxy',
  plural: 'envoyproxies',
  versions,
  namespaced: true,
  purpose: 'whether Envoy Gateway dials Services or pods',
  trim: (object, meta) => ({
    kind: 'EnvoyProxy',
    meta,
    ...trimRoutingType(object),
    // Without a type, and with type Replace, nothing is merged.
    merges: !['Replace', undefined].includes(text(object, 'spec', 'mergeType')),
  }),
});

/** The same for a route, a rule of it, a listener or a Gateway. */
export interface EnvoyTrafficPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'BackendTrafficPolicy';
  readonly routingType?: string;
  /** A PROXY protocol header goes before what is sent to backends. */
  readonly proxyProtocol?: true;
  /** What it does not set comes from the policy of what is above, instead of from nowhere. */
  readonly merges: boolean;
}

export const envoyTrafficPolicies = defineKind<EnvoyTrafficPolicy>({
  group,
  kind: 'BackendTrafficPolicy',
  plural: 'backendtrafficpolicies',
  versions,
  namespaced: true,
  purpose: 'whether Envoy Gateway dials Services or pods, route by route',
  trim: (object, meta) => ({
    kind: 'BackendTrafficPolicy',
    meta,
    ...trimTargets(object),
    ...trimRoutingType(object),
    ...(at(object, 'spec', 'proxyProtocol') !== undefined && {
      proxyProtocol: true,
    }),
    merges: text(object, 'spec', 'mergeType') !== undefined,
  }),
});

/** A filter that routes name: of what it can do, the Host that it makes. */
export interface EnvoyRouteFilter extends KubeObject {
  readonly kind: 'HTTPRouteFilter';
  /** Header, Backend or PathRegex; undefined where it leaves the Host alone. */
  readonly hostRewrite?: string;
  /** It answers by itself: nothing is forwarded. */
  readonly answers: boolean;
}

export const envoyRouteFilters = defineKind<EnvoyRouteFilter>({
  group,
  kind: 'HTTPRouteFilter',
  plural: 'httproutefilters',
  versions,
  namespaced: true,
  purpose: 'the Host that Envoy Gateway sends',
  trim: (object, meta) => {
    const hostRewrite = text(object, 'spec', 'urlRewrite', 'hostname', 'type');
    return {
      kind: 'HTTPRouteFilter',
      meta,
      ...(hostRewrite !== undefined && { hostRewrite }),
      answers: at(object, 'spec', 'directResponse') !== undefined,
    };
  },
});

/** Changes of any kind to what the proxies of a Gateway are told. */
export interface EnvoyPatchPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'EnvoyPatchPolicy';
}

export const envoyPatchPolicies = defineKind<EnvoyPatchPolicy>({
  group,
  kind: 'EnvoyPatchPolicy',
  plural: 'envoypatchpolicies',
  versions,
  namespaced: true,
  purpose: 'patches that could change what Envoy Gateway dials',
  trim: (object, meta) => ({
    kind: 'EnvoyPatchPolicy',
    meta,
    ...trimTargets(object),
  }),
});

/** Services that requests are shown to, or asked about with, on their way. */
export interface EnvoyAsked {
  readonly protocol: 'http' | 'grpc';
  readonly backends: readonly BackendObjectRef[];
  /** It lets requests pass where nobody answers. */
  readonly failsOpen?: true;
  /** Path inside the object, for evidence. */
  readonly field: string;
}

/** A policy by which proxies ask Services about requests: ext_authz, and ext_proc. */
export interface EnvoyAskingPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'SecurityPolicy' | 'EnvoyExtensionPolicy';
  readonly asks: readonly EnvoyAsked[];
  /** What it does not set comes from the policy of what is above, instead of from nowhere. */
  readonly merges: boolean;
}

export const envoySecurityPolicies = defineKind<EnvoyAskingPolicy>({
  group,
  kind: 'SecurityPolicy',
  plural: 'securitypolicies',
  versions,
  namespaced: true,
  purpose: 'whom Envoy Gateway asks whether requests may pass',
  trim: (object, meta) => ({
    kind: 'SecurityPolicy',
    meta,
    ...trimTargets(object),
    asks: (['http', 'grpc'] as const).flatMap(protocol => {
      const service = at(object, 'spec', 'extAuth', protocol);
      const backends = trimBackendObjectRefs(service);
      const field = `spec.extAuth.${protocol}.backendRefs[]`;
      const opening = failsOpen(at(object, 'spec', 'extAuth'));
      return service === undefined
        ? []
        : [{ protocol, backends, ...opening, field }];
    }),
    merges: text(object, 'spec', 'mergeType') !== undefined,
  }),
});

/** api/v1alpha1/ext_auth_types.go, ext_proc_types.go: closed, where nothing is said. */
function failsOpen(asked: unknown): Pick<EnvoyAsked, 'failsOpen'> {
  return flag(asked, 'failOpen') ? { failsOpen: true } : {};
}

/** The same, or code of its own that requests go through. */
export interface EnvoyExtensionPolicy extends EnvoyAskingPolicy {
  /** Fields with code, which can make another Host. */
  readonly code: readonly string[];
}

export const envoyExtensionPolicies = defineKind<EnvoyExtensionPolicy>({
  group,
  kind: 'EnvoyExtensionPolicy',
  plural: 'envoyextensionpolicies',
  versions,
  namespaced: true,
  purpose: 'whom Envoy Gateway shows requests on their way',
  trim: (object, meta) => ({
    kind: 'EnvoyExtensionPolicy',
    meta,
    ...trimTargets(object),
    code: ['lua', 'wasm', 'dynamicModule'].filter(
      key => items(object, 'spec', key).length > 0,
    ),
    asks: items(object, 'spec', 'extProc').map((one, index) => ({
      protocol: 'grpc',
      backends: trimBackendObjectRefs(one),
      ...failsOpen(one),
      field: `spec.extProc[${index}].backendRefs[]`,
    })),
    merges: text(object, 'spec', 'mergeType') !== undefined,
  }),
});

/** A backend by name or address, which can be those of a Service. */
export interface NamedBackend extends KubeObject {
  readonly kind: 'Backend' | 'AgentgatewayBackend';
  readonly endpoints: readonly NamedEndpoint[];
  /** Set where it is spoken to over TLS. */
  readonly tls?: { readonly sni?: string };
  readonly http2?: boolean;
  /** Requests say themselves by their Host where they go. */
  readonly chosenByRequests?: true;
}

export interface NamedEndpoint {
  readonly address: string;
  readonly port: number;
}

export const envoyBackends = defineKind<NamedBackend>({
  group,
  kind: 'Backend',
  plural: 'backends',
  versions,
  namespaced: true,
  purpose: 'backends that are given by name',
  trim: (object, meta) => ({
    kind: 'Backend',
    meta,
    endpoints: items(object, 'spec', 'endpoints').flatMap(one => [
      ...trimEndpoint(at(one, 'fqdn'), 'hostname'),
      ...trimEndpoint(at(one, 'ip'), 'address'),
    ]),
    ...trimTls(object),
    // api/v1alpha1/backend_types.go; the second is what the first was called before.
    ...(['DynamicResolver', 'DynamicForwardProxy'].includes(
      text(object, 'spec', 'type') ?? '',
    ) && { chosenByRequests: true }),
    ...(texts(object, 'spec', 'appProtocols').includes(`${group}/h2c`) && {
      http2: true,
    }),
  }),
});

/** An endpoint whose address stands under a key. */
export function trimEndpoint(
  endpoint: unknown,
  key: string,
): readonly NamedEndpoint[] {
  const address = text(endpoint, key);
  const port = whole(endpoint, 'port');
  return address === undefined || port === undefined ? [] : [{ address, port }];
}

function trimTls(object: unknown): Pick<NamedBackend, 'tls'> {
  if (at(object, 'spec', 'tls') === undefined) return {};
  const sni = text(object, 'spec', 'tls', 'sni');
  return { tls: { ...(sni !== undefined && { sni }) } };
}

/** Every kind of Envoy Gateway's that is read. */
export const envoyGatewayKinds: readonly KindDefinition[] = [
  envoyProxies,
  envoyTrafficPolicies,
  envoyRouteFilters,
  envoyPatchPolicies,
  envoySecurityPolicies,
  envoyExtensionPolicies,
  envoyBackends,
];

function trimRoutingType(object: unknown): { readonly routingType?: string } {
  const routingType = text(object, 'spec', 'routingType');
  return routingType === undefined ? {} : { routingType };
}
