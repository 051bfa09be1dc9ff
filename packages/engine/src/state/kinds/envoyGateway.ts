import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { items, text } from '../read';
import { PolicyTargets, trimTargets } from './attachedPolicy';

const group = 'gateway.envoyproxy.io';
const versions = ['v1alpha1'];

/** Settings of a Gateway's proxies, or of all Gateways of a class. */
export interface EnvoyProxy extends KubeObject {
  readonly kind: 'EnvoyProxy';
  /** Service or Endpoint. */
  readonly routingType?: string;
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
  }),
});

/** The same for a route, a rule of it, a listener or a Gateway. */
export interface EnvoyTrafficPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'BackendTrafficPolicy';
  readonly routingType?: string;
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
  }),
});

/** A filter that routes name: of what it can do, the Host that it makes. */
export interface EnvoyRouteFilter extends KubeObject {
  readonly kind: 'HTTPRouteFilter';
  /** Header, Backend or PathRegex; undefined where it leaves the Host alone. */
  readonly hostRewrite?: string;
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

/** A backend by name, which can be the name of a Service. */
export interface NamedBackend extends KubeObject {
  readonly kind: 'Backend';
  readonly hosts: readonly string[];
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
    hosts: items(object, 'spec', 'endpoints').flatMap(
      one => text(one, 'fqdn', 'hostname') ?? [],
    ),
  }),
});

/** Every kind of Envoy Gateway's that is read. */
export const envoyGatewayKinds: readonly KindDefinition[] = [
  envoyProxies,
  envoyTrafficPolicies,
  envoyRouteFilters,
  envoyPatchPolicies,
  envoyBackends,
];

function trimRoutingType(object: unknown): { readonly routingType?: string } {
  const routingType = text(object, 'spec', 'routingType');
  return routingType === undefined ? {} : { routingType };
}
