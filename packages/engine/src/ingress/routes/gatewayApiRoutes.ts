// Gateways of third-party vendors: gateway-api.sigs.k8s.io. Which listeners a route attaches to is asked of
// the mesh room, which has to know it for Istio's own.
import {
  attachedParents,
  isIstiosGateway,
  isolated,
  parentOf,
  referenceAllowed,
  RouteParent,
} from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Gateway } from '../../state/kinds/gateway';
import type {
  BackendRef,
  GatewayRoute,
  GatewayRouteRule,
} from '../../state/kinds/gatewayRoute';
import { glooUpstreams } from '../../state/kinds/gloo';
import type { Service, ServicePort } from '../../state/kinds/service';
import { cloudEdge } from '../edges/cloudEdge';
import type { Edge, Route } from '../edges/edge';
import {
  gatewayApiDial,
  gatewayApiDropped,
  GatewayBackend,
} from '../dial/gatewayApiDial';
import { Delegation, delegationsTo, matchesBehind } from './delegatedRoutes';
import { gatewayRoutesByBackend } from './gatewayRoutesByBackend';
import { portsOf, upstreamsTo } from './glooUpstreams';
import { GatewayServer, gatewayServer } from '../edges/gatewayClassOf';
import {
  listenersOf,
  namedParent,
  taking,
  whyRefused,
} from '../edges/listenersOf';
import { Instance, instanceRef } from '../edges/instances';
import { meetingHost } from './meetingHost';
import { backendsNaming, stands } from './namedBackends';
import type { LeftOut, RouteReader, Unclaimed } from './routeReader';
import { vendorAsSubject } from '../vendorDescription';
import { servicePort } from '../dial/servicePort';
import { whyUnfollowed } from './unfollowedGateways';
import { watches } from '../edges/watchedNamespaces';

/** HTTPRoute, GRPCRoute, TLSRoute and TCPRoute at the Gateways of every known vendor. */
export const gatewayApiRoutes: RouteReader = {
  routesTo: (state, service) =>
    servedTo(state, service).flatMap(one => backendRoutes(state, one)),
  naming: leadingTo,
  leftOut: (state, service) => [
    ...servedTo(state, service).flatMap(one => {
      const why = gatewayApiDropped(state, one);
      const edge = vendorAsSubject(one.server.vendor);
      return why === undefined ? [] : [{ object: one.route, edge, why }];
    }),
    ...leadingTo(state, service).flatMap(route => setsShut(state, route)),
  ],
  unclaimed: (state, service) =>
    leadingTo(state, service).flatMap(route => unclaimedBy(state, route)),
};

/** Every backend that is the Service, at every listener of third-party vendors that its route attaches to. */
function servedTo(
  state: ClusterState,
  service: Service,
): readonly ServedBackend[] {
  return leadingTo(state, service).flatMap(route =>
    gatewayBindings(state, route).flatMap(binding =>
      route.rules
        .flatMap(rule => ruleBehind(binding, rule) ?? [])
        .flatMap(rule =>
          ruleBackends(state, { ...binding, route, service, rule }),
        ),
    ),
  );
}

/** Where a route is attached, itself or by those that hand requests on to it: at every listener, and every installation that serves it. */
export function gatewayBindings(
  state: ClusterState,
  route: GatewayRoute,
  below: readonly GatewayRoute[] = [],
): readonly GatewayBinding[] {
  return [
    ...ownBindings(state, route),
    ...delegationsTo(state, route).flatMap(from =>
      below.includes(route)
        ? []
        : handedOn(state, route, from, [...below, route]),
    ),
  ];
}

function handedOn(
  state: ClusterState,
  route: GatewayRoute,
  from: Delegation,
  below: readonly GatewayRoute[],
): readonly GatewayBinding[] {
  return gatewayBindings(state, from.route, below)
    .filter(({ server: { support } }) => {
      const { delegatesBy = [] } = support;
      return from.by === undefined
        ? delegatesBy.length > 0
        : delegatesBy.includes(from.by);
    })
    .flatMap(binding => {
      const rule = ruleBehind(binding, from.rule);
      const delegatedBy = [
        ...(rule ? [{ ...from, rule }] : []),
        ...(binding.delegatedBy ?? []),
      ];
      return rule ? [{ ...binding, route, delegatedBy }] : [];
    });
}

/** A rule as it is reached; undefined where no requests that are handed on meet it. */
function ruleBehind(
  { route, delegatedBy }: GatewayBinding,
  rule: GatewayRouteRule,
): GatewayRouteRule | undefined {
  const [from] = delegatedBy ?? [];
  if (!from) return rule;
  const matches = matchesBehind(route, rule, from);
  return matches.length === 0 ? undefined : { ...rule, matches };
}

function ownBindings(
  state: ClusterState,
  route: GatewayRoute,
): readonly GatewayBinding[] {
  return gatewaysOf(state, route).flatMap(gateway => {
    const server = gatewayServer(state, gateway);
    return server && reads(server, route, gateway)
      ? bindingsAt(state, { route, gateway, server })
      : [];
  });
}

function reads(
  { support, watches: looksIn }: GatewayServer,
  route: GatewayRoute,
  gateway: Gateway,
): boolean {
  return (
    support.routes.includes(route.kind) &&
    looksIn(route.meta.namespace) &&
    looksIn(gateway.meta.namespace)
  );
}

/** ListenerSets that a route names, and that the controller of their Gateway serves not at all. */
function setsShut(
  state: ClusterState,
  route: GatewayRoute,
): readonly LeftOut[] {
  return route.parents
    .flatMap(parent => namedParent(state, route, parent) ?? [])
    .flatMap(({ set, gateway }) => {
      const why = set && whyRefused(state, gateway, set);
      if (why === undefined) return [];
      const edge = `The controller of ${objectName(gateway)}`;
      return [{ object: route, edge, why }];
    });
}

function leadingTo(
  state: ClusterState,
  service: Service,
): readonly GatewayRoute[] {
  const key = `${service.meta.namespace}/${service.meta.name}`;
  const found = [
    service,
    ...backendsNaming(state, service),
    ...state.lookup(upstreamsTo, key),
  ].flatMap(({ meta: { namespace, name } }) =>
    gatewayRoutesByBackend.flatMap(index =>
      state.lookup(index, `${namespace}/${name}`),
    ),
  );
  return [...new Set(found)];
}

/** The Gateways that a route names, itself or by a ListenerSet, without those of Istio. */
function gatewaysOf(
  state: ClusterState,
  route: GatewayRoute,
): readonly Gateway[] {
  const found = route.parents.flatMap(
    parent => namedParent(state, route, parent)?.gateway ?? [],
  );
  return [...new Set(found)].filter(one => !isIstiosGateway(state, one));
}

function unclaimedBy(
  state: ClusterState,
  route: GatewayRoute,
): readonly Unclaimed[] {
  const foreign = gatewaysOf(state, route);
  if (route.kind === 'UDPRoute' && foreign.length > 0) {
    const why = 'over UDP, in which no mesh takes part: it is not judged here.';
    return [{ object: route, why }];
  }
  const bySet = route.parents
    .flatMap(parent => namedParent(state, route, parent) ?? [])
    .flatMap(({ set, gateway }) =>
      set && taking(state, gateway, set) === 'unknown'
        ? {
            object: route,
            why: `through ${objectName(
              set,
            )}, and whether the controller of ${objectName(
              gateway,
            )} serves that is not known: what it sends could not be worked out.`,
          }
        : [],
    );
  const unknown = foreign
    .filter(gateway => !gatewayServer(state, gateway))
    .map(gateway => ({ object: route, why: whyUnfollowed(state, gateway) }));
  return [...bySet, ...unknown];
}

/** A route that names a Gateway, and who serves that. */
interface Served {
  readonly route: GatewayRoute;
  readonly gateway: Gateway;
  readonly server: GatewayServer;
}

function bindingsAt(
  state: ClusterState,
  served: Served,
): readonly GatewayBinding[] {
  const { route, gateway } = served;
  const parents = listenersOf(state, gateway).map(listener =>
    parentOf(state, gateway, listener),
  );
  const bindings = attachedParents(route, parents).flatMap(parent =>
    hostsAt(route, parent, parents).map(host => ({ parent, host })),
  );
  return edgesOf(state, served).flatMap(serving =>
    bindings.map(binding => ({ ...served, ...binding, ...serving })),
  );
}

/** The hosts by which clients reach a route at a listener; null for any. */
function hostsAt(
  route: GatewayRoute,
  parent: RouteParent,
  parents: readonly RouteParent[],
): readonly (string | null)[] {
  const listener = parent.listener.hostname ?? null;
  if (route.kind === 'TCPRoute' || route.hostnames.length === 0) {
    return [listener];
  }
  return route.hostnames
    .filter(host => !isolated(host, parent, parents))
    .flatMap(host => meetingHost(host, listener) ?? []);
}

interface ServingEdge {
  readonly edge: Edge;
  readonly instance?: Instance;
}

function edgesOf(
  state: ClusterState,
  { route, gateway, server }: Served,
): readonly ServingEdge[] {
  const { vendor, instances, reasons } = server;
  if (vendor.placement === 'cloud') {
    const [instance] = instances;
    const edge = cloudEdge(vendor, 'LoadBalancer', gateway, reasons);
    return [{ edge, ...(instance && { instance }) }];
  }
  const watching = instances.filter(
    one =>
      watches(state, one, route, 'Gateway API') &&
      watches(state, one, gateway, 'Gateway API'),
  );
  if (instances.length > 0) {
    return watching.map(instance => ({
      instance,
      edge: {
        vendor,
        ref: instanceRef(instance),
        pods: instance.pods,
        reasons,
      },
    }));
  }
  const { namespace, name } = gateway.meta;
  const { id, title } = vendor;
  const ref = { vendor: id, title, kind: 'Gateway', namespace, name };
  return [{ edge: { vendor, ref, pods: [], reasons } }];
}

/** A listener that a route is attached to, at one edge that serves it. */
export interface GatewayBinding extends Served, ServingEdge {
  readonly parent: RouteParent;
  /** Host by which clients reach it there; null for any. */
  readonly host: string | null;
  /** The rules by which requests get to a route that is attached by others: the nearest first. */
  readonly delegatedBy?: readonly Delegation[];
}

interface Bound extends GatewayBinding {
  readonly service: Service;
  readonly rule: GatewayRouteRule;
}

/** The same with one of the rule's backends, which is the Service. */
type ServedBackend = Bound &
  Pick<GatewayBackend, 'backend' | 'port' | 'named' | 'upstream'>;

function ruleBackends(
  state: ClusterState,
  bound: Bound,
): readonly ServedBackend[] {
  const { route, rule, server } = bound;
  if (rule.redirects) return [];
  if (server.support.refusesMirrors && isBesideMirror(route, rule)) return [];
  const forwarded = rule.backends.filter(one => one.weight !== 0);
  return [...forwarded, ...rule.mirrors].flatMap(backend => {
    const port = portOf(state, bound, backend);
    return port
      ? [{ ...bound, backend, port }]
      : [
          ...namedBackends(state, bound, backend),
          ...upstreamBackends(state, bound, backend),
        ];
  });
}

/** Rules with the same backends are made into one: none of them is, where one has a mirror. */
function isBesideMirror(
  { rules }: GatewayRoute,
  { backends }: GatewayRouteRule,
): boolean {
  const key = (all: readonly BackendRef[]) =>
    JSON.stringify(all.map(one => JSON.stringify(one)).sort());
  return rules.some(
    one => one.mirrors.length > 0 && key(one.backends) === key(backends),
  );
}

/** By way of an object of the vendor's own that has this Service's name or address. */
function namedBackends(
  state: ClusterState,
  bound: Bound,
  backend: BackendRef,
): readonly ServedBackend[] {
  const kind = bound.server.support.namedBackends?.find(
    one => one.group === backend.group && one.kind === backend.kind,
  );
  if (!kind) return [];
  const { route, service } = bound;
  const { namespace = route.meta.namespace, name } = backend;
  const from = { kind: route.kind, namespace: route.meta.namespace };
  const to = { group: kind.group, kind: kind.kind, namespace, name };
  const named = state.get(kind, namespace, name);
  if (!named || !referenceAllowed(state, from, to)) return [];
  return named.endpoints
    .filter(({ address }) => stands(address, service))
    .flatMap(endpoint => servicePort(service, endpoint.port) ?? [])
    .map(port => ({ ...bound, backend, port, named }));
}

/** By way of an Upstream of Gloo's that stands for the Service (projects/gateway2/translator/httproute/gateway_http_route_translator.go, setRouteAction). */
function upstreamBackends(
  state: ClusterState,
  bound: Bound,
  backend: BackendRef,
): readonly ServedBackend[] {
  const { route, service, server } = bound;
  const { group, kind, namespace = route.meta.namespace, name } = backend;
  const isRead = server.support.upstreamRoutes?.includes(route.kind);
  if (!isRead || group !== glooUpstreams.group || kind !== glooUpstreams.kind) {
    return [];
  }
  const from = { kind: route.kind, namespace: route.meta.namespace };
  const to = { group, kind, namespace, name };
  const upstream = state.get(glooUpstreams, namespace, name);
  if (!upstream || !referenceAllowed(state, from, to)) return [];
  return portsOf(upstream, service).map(port => ({
    ...bound,
    backend,
    port,
    upstream,
  }));
}

/** The port that a backend leads to, where it is this Service's and may be led to. */
function portOf(
  state: ClusterState,
  { route, service }: Bound,
  backend: BackendRef,
): ServicePort | undefined {
  const { namespace, name } = service.meta;
  const from = { kind: route.kind, namespace: route.meta.namespace };
  const isThis =
    (isService(backend) || isImport(backend)) &&
    backend.name === name &&
    (backend.namespace ?? route.meta.namespace) === namespace &&
    referenceAllowed(state, from, { namespace, name });
  return isThis && backend.port !== undefined
    ? servicePort(service, backend.port)
    : undefined;
}

function backendRoutes(
  state: ClusterState,
  served: ServedBackend,
): readonly Route[] {
  const { route, rule, edge, service, port, parent, host } = served;
  const dial = gatewayApiDial(state, served);
  if (!dial) return [];
  const { namespace, name } = route.meta;
  const { tls } = parent.listener;
  const carries = route.kind === 'TCPRoute' || tls?.mode === 'Passthrough';
  return pathsOf(rule).map(({ path, isPattern }) => ({
    edge,
    ref: { kind: route.kind, namespace, name, host, path },
    ...(isPattern && { pathIsPattern: true }),
    object: route,
    backend: {
      namespace: service.meta.namespace,
      service: service.meta.name,
      port: port.port,
    },
    services: servicesOf(route),
    clientTls: tls !== undefined,
    ...(carries && { carriesConnections: true }),
    dial,
  }));
}

interface RulePath {
  readonly path: string | null;
  readonly isPattern: boolean;
}

function pathsOf({ matches }: GatewayRouteRule): readonly RulePath[] {
  const found = new Map(
    matches.map(({ path }): [string, RulePath] => [
      path ? `${path.type} ${path.value}` : '',
      { path: path?.value ?? null, isPattern: path?.type === 'regex' },
    ]),
  );
  return found.size === 0
    ? [{ path: null, isPattern: false }]
    : [...found.values()];
}

function servicesOf({ meta, rules }: GatewayRoute): Route['services'] {
  const all = rules
    .flatMap(rule => [...rule.backends, ...rule.mirrors])
    .map(({ namespace, name }) => ({
      namespace: namespace ?? meta.namespace,
      name,
    }));
  return [
    ...new Map(all.map(one => [`${one.namespace}/${one.name}`, one])).values(),
  ];
}

function isService({ group, kind }: BackendRef): boolean {
  return group === '' && kind === 'Service';
}

/** A Service of several clusters: here it is the one of that name (GEP-1748). */
function isImport({ group, kind }: BackendRef): boolean {
  return (
    kind === 'ServiceImport' &&
    (group === 'net.gke.io' || group === 'multicluster.x-k8s.io')
  );
}
