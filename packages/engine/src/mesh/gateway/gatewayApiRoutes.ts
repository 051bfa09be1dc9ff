// Routes of the Gateway API as VirtualServices: istio pilot/pkg/config/kube/gateway/route_collections.go, conversion.go.
import type { ClusterState } from '../../state/clusterState';
import { compareText } from '../../state/compareText';
import type {
  BackendRef,
  GatewayRoute,
  GatewayRouteRule,
} from '../../state/kinds/gatewayRoute';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { tcpRoutes } from '../../state/kinds/tcpRoute';
import { tlsRoutes } from '../../state/kinds/tlsRoute';
import type {
  Destination,
  HttpRule,
  RouteMatch,
  TextMatch,
} from '../../state/kinds/virtualService';
import { discovered } from '../controlPlane/discovery';
import type { RouteParent } from './gatewayApi';
import { isConverted } from './convertedRoute';
import { attachedParents, isolated } from './gatewayApiParents';
import { meshConfig } from '../controlPlane/meshConfig';
import { referenceAllowed } from './referenceAllowed';
import { hostnameOf } from '../registry/registry';
import {
  anyMatch,
  MeshRule,
  MeshVirtualService,
} from '../routes/virtualService';

/** Routes attached to listeners, one for each listener and host; `all`: those that are not served too. */
export function apiRoutes(
  state: ClusterState,
  parents: readonly RouteParent[],
  all: readonly RouteParent[],
): readonly MeshVirtualService[] {
  const http = [
    ...discovered(state, httpRoutes),
    ...discovered(state, grpcRoutes),
  ].filter(isConverted);
  const stream = [
    ...discovered(state, tlsRoutes),
    ...discovered(state, tcpRoutes),
  ].filter(isConverted);
  return [
    ...mergeByHost(http.flatMap(one => httpRoute(state, one, parents, all))),
    ...stream.flatMap(one => streamRoute(state, one, parents)),
  ];
}

function base(
  state: ClusterState,
  route: GatewayRoute,
  parent: RouteParent,
  host: string,
): MeshVirtualService {
  return {
    kind: route.kind,
    object: route,
    namespace: route.meta.namespace,
    name: `${parent.key.replaceAll('/', '~')}~${host}`,
    created: route.meta.created,
    hosts: [host],
    gateways: new Set([parent.key]),
    exportTo: new Set(state.read(meshConfig).defaultVirtualServiceExportTo),
    http: [],
    tls: [],
    tcp: [],
  };
}

function hostsOf({ hostnames }: GatewayRoute): readonly string[] {
  return hostnames.length > 0 ? hostnames : ['*'];
}

function httpRoute(
  state: ClusterState,
  route: GatewayRoute,
  parents: readonly RouteParent[],
  all: readonly RouteParent[],
): readonly MeshVirtualService[] {
  const rules = route.rules.flatMap(rule => httpRules(state, route, rule));
  if (rules.length === 0) return [];
  return attachedParents(route, parents).flatMap(parent =>
    hostsOf(route)
      .filter(host => !isolated(host, parent, beside(parent, all)))
      .map(host => ({ ...base(state, route, parent, host), http: rules })),
  );
}

// Istio looks at the listeners of the same object alone: conversion.go extractParentReferenceInfo.
function beside(
  { owner }: RouteParent,
  parents: readonly RouteParent[],
): readonly RouteParent[] {
  return parents.filter(one => one.owner === owner);
}

/** Whether a backend may be reached across namespaces. */
type Grants = 'asked for' | 'not needed';

/** Rules of a route; each match is one of its own, so that those of several routes can be put in one order. */
export function httpRules(
  state: ClusterState,
  route: GatewayRoute,
  rule: GatewayRouteRule,
  grants: Grants = 'asked for',
): readonly MeshRule[] {
  const destinations = destinationsOf(state, route, rule.backends, grants);
  const answer = answerOf(rule, destinations);
  const authority = rule.hostRewrite ?? rule.hostHeader;
  const common = {
    origin: route,
    destinations,
    ...(authority !== undefined && { rewrite: { authority } }),
    ...(answer && { answer }),
  };
  if (rule.matches.length === 0) return [{ ...common, matches: [] }];
  return rule.matches.map(({ path, ...more }) => ({
    ...common,
    matches: [{ ...anyMatch, ...more, ...(path && { uri: uriOf(path) }) }],
  }));
}

// A slash at the end of a prefix is ignored: conversion.go createURIMatch.
function uriOf({ type, value }: TextMatch): TextMatch {
  const isLong = type === 'prefix' && value !== '/';
  return { type, value: isLong ? value.replace(/\/$/, '') : value };
}

function answerOf(
  rule: GatewayRouteRule,
  destinations: readonly Destination[],
): HttpRule['answer'] {
  if (rule.redirects) {
    return rule.redirectsTo === 'https' ? 'https' : 'redirect';
  }
  return destinations.length === 0 ? 'direct' : undefined;
}

function streamRoute(
  state: ClusterState,
  route: GatewayRoute,
  parents: readonly RouteParent[],
): readonly MeshVirtualService[] {
  const isTls = route.kind === 'TLSRoute';
  const hosts = isTls ? hostsOf(route) : ['*'];
  const match: RouteMatch = { ...anyMatch, sniHosts: isTls ? hosts : [] };
  const rules = route.rules.map(rule => ({
    matches: isTls ? [match] : [],
    destinations: destinationsOf(state, route, rule.backends),
  }));
  return attachedParents(route, parents).flatMap(parent =>
    hosts.map(host => ({
      ...base(state, route, parent, host),
      ...(isTls ? { tls: rules } : { tcp: rules }),
    })),
  );
}

// A backend that may not be reached keeps its share of traffic, and leads nowhere.
export function destinationsOf(
  state: ClusterState,
  route: GatewayRoute,
  backends: readonly BackendRef[],
  grants: Grants = 'asked for',
): readonly Destination[] {
  return backends
    .filter(one => one.weight !== 0)
    .map(one => destinationOf(state, route, one, grants));
}

function destinationOf(
  state: ClusterState,
  route: GatewayRoute,
  { group, kind, name, port, weight, ...ref }: BackendRef,
  grants: Grants,
): Destination {
  if (group === 'networking.istio.io' && kind === 'Hostname') {
    // Any host that the mesh knows (conversion.go buildDestination); it has no namespace.
    const named = port !== undefined && ref.namespace === undefined;
    return named ? { host: name, port, weight } : { host: '', weight };
  }
  const namespace = ref.namespace ?? route.meta.namespace;
  const from = { kind: route.kind, namespace: route.meta.namespace };
  const valid =
    group === '' &&
    kind === 'Service' &&
    port !== undefined &&
    (grants === 'not needed' ||
      referenceAllowed(state, from, { namespace, name }));
  return valid
    ? { host: hostnameOf(namespace, name), port, weight }
    : { host: '', weight };
}

/** Routes of one name, which is for a host and where it is listened for, become one; the oldest gives it the rest. */
export function mergeByHost(
  all: readonly MeshVirtualService[],
): readonly MeshVirtualService[] {
  const merged = new Map<string, MeshVirtualService>();
  for (const one of [...all].sort(byAge)) {
    const known = merged.get(one.name);
    const http = known ? [...known.http, ...one.http] : one.http;
    merged.set(one.name, { ...(known ?? one), http });
  }
  return [...merged.values()].map(one => ({
    ...one,
    http: [...one.http].sort(bySpecificity),
  }));
}

function byAge(a: MeshVirtualService, b: MeshVirtualService): number {
  return (
    Math.floor(a.created / 1000) - Math.floor(b.created / 1000) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.object.meta.name, b.object.meta.name)
  );
}

const ranks = { exact: 0, prefix: 1, regex: 2 };

// Exact before prefix before regular expression, long before short, then what asks for a method, for more headers, for
// more query parameters; anything last: sortHTTPRoutes.
function bySpecificity(a: HttpRule, b: HttpRule): number {
  const [x] = a.matches;
  const [y] = b.matches;
  if (!x || !y) return Number(!x) - Number(!y);
  const rank = (match: RouteMatch) => (match.uri ? ranks[match.uri.type] : 3);
  const length = (match: RouteMatch) => match.uri?.value.length ?? 0;
  return (
    rank(x) - rank(y) ||
    length(y) - length(x) ||
    byWeight(x.weight ?? [], y.weight ?? [])
  );
}

function byWeight(x: readonly number[], y: readonly number[]): number {
  const at = x.findIndex((one, i) => one !== (y[i] ?? 0));
  return at === -1 ? 0 : (y[at] ?? 0) - x[at];
}
