// What a waypoint does with what is sent to a Service: istio pilot/pkg/networking/core/listener_waypoint.go
// buildWaypointInternal, getVirtualServiceForWaypoint, waypointInboundRoute.
import type { ClusterState } from '../../state/clusterState';
import { deriveTable, groupBy } from '../../state/derived';
import type { Gateway } from '../../state/kinds/gateway';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { tcpRoutes } from '../../state/kinds/tcpRoute';
import { tlsRoutes } from '../../state/kinds/tlsRoute';
import {
  RouteMatch,
  StreamRule,
  virtualServices,
} from '../../state/kinds/virtualService';
import type { KubeObject } from '../../state/meta';
import type { Bytes } from '../inbound/bytes';
import { discoveryKinds } from '../controlPlane/discovery';
import { hostWithin } from '../registry/hostName';
import { meshRoutes } from '../routes/meshRoutes';
import type { ClusterName } from '../outbound/outboundCluster';
import { listenerProtocol } from '../outbound/protocolSelection';
import {
  byAge,
  MeshPort,
  MeshService,
  servicesNamed,
} from '../registry/registry';
import { destinationsOf } from '../routes/routeDestination';
import {
  Asker,
  askingMoreDoubts,
  firstMet,
  httpMatchApplies,
  streamMatchApplies,
} from '../routes/routeMatch';
import {
  meshGateway,
  MeshRule,
  meshVirtualServices,
  MeshVirtualService,
} from '../routes/virtualService';
import { visibleTo } from '../controlPlane/visibility';

/** Where a waypoint sends what came for a Service. */
export type WaypointWay =
  /** To the Service, as without it. */
  | { readonly kind: 'service' }
  | {
      readonly kind: 'routed';
      readonly by: KubeObject;
      readonly clusters: readonly ClusterName[];
      /** What else of the request it goes by. */
      readonly caveats: readonly string[];
    }
  | { readonly kind: 'lost'; readonly caveats: readonly string[] }
  /** It answers itself, with a redirect to https: listener_waypoint.go translateWaypointRoute. */
  | {
      readonly kind: 'redirected';
      readonly by: KubeObject;
      readonly caveats: readonly string[];
    }
  /** It reads nothing but HTTP on this port. */
  | { readonly kind: 'not-http' };

interface RoutedRule {
  readonly from: MeshVirtualService;
  readonly rule: MeshRule;
}

/** Routes of the mesh by their namespace, oldest first. */
const routesWithin = deriveTable(
  [
    virtualServices,
    httpRoutes,
    grpcRoutes,
    tcpRoutes,
    tlsRoutes,
    ...discoveryKinds,
  ],
  state =>
    groupBy(
      [
        ...state
          .read(meshVirtualServices)
          .filter(one => one.gateways.has(meshGateway)),
        ...meshRoutes(state),
      ].sort(byAge),
      one => [one.namespace],
    ),
);

/** Routes that a waypoint follows for a Service: those of its own namespace and of the Service's. */
export function waypointRoutes(
  state: ClusterState,
  { meta }: Gateway,
  { hostname, namespace }: MeshService,
): readonly MeshVirtualService[] {
  const near = [...new Set([meta.namespace, namespace])]
    .flatMap(one => state.readAt(routesWithin, one) ?? [])
    .filter(({ hosts }) => hosts.some(host => hostWithin(hostname, host)))
    .sort(byAge);
  return visibleTo(meta.namespace, near, one => one);
}

/** What a waypoint makes of bytes for one port of a Service. */
export function waypointWay(
  state: ClusterState,
  waypoint: Gateway,
  service: MeshService,
  port: MeshPort,
  bytes: Bytes,
): WaypointWay {
  const isHttp = bytes.spoken === 'http' && bytes.wire === 'plaintext';
  const protocol = listenerProtocol(port.protocol);
  if (protocol === 'http' && !isHttp) return { kind: 'not-http' };
  const asker: Asker = {
    namespace: waypoint.meta.namespace,
    labels: {},
    port: port.number,
    gateways: new Set([meshGateway]),
  };
  const routes = waypointRoutes(state, waypoint, service);
  if (protocol === 'tcp' || !isHttp) {
    const found = streamRule(routes, service, asker);
    return found
      ? routed(state, asker, found.rule, found.from.object, [])
      : { kind: 'service' };
  }
  const rules = routes.flatMap(from =>
    from.http.flatMap(rule => ruleAt(from, rule, asker)),
  );
  if (rules.length === 0) return { kind: 'service' };
  const { path = '/', host = '' } = bytes.asked ?? {};
  const objectOf = ({ from, rule }: RoutedRule) => rule.origin ?? from.object;
  const { met, askingMore } = firstMet(
    rules,
    ({ from, rule: { matches } }) => ({
      matches: matches.length === 0 ? undefined : matches,
      bySegment: from.kind !== 'VirtualService',
    }),
    { path, host },
  );
  const caveats = askingMoreDoubts(askingMore.map(objectOf));
  if (met?.rule.answer === 'https') {
    return { kind: 'redirected', by: objectOf(met), caveats };
  }
  if (!met || met.rule.destinations.length === 0)
    return { kind: 'lost', caveats };
  return routed(state, asker, met.rule, objectOf(met), caveats);
}

function routed(
  state: ClusterState,
  { namespace, port }: Asker,
  rule: Pick<StreamRule, 'destinations'>,
  by: KubeObject,
  caveats: readonly string[],
): WaypointWay {
  const known = new Map(
    rule.destinations.flatMap(({ host: to }) =>
      visibleTo(namespace, servicesNamed(state, to), one => one)
        .slice(0, 1)
        .map(one => [to, one] as const),
    ),
  );
  return {
    kind: 'routed',
    by,
    clusters: destinationsOf(rule, known, port),
    caveats,
  };
}

// What is passed on unread goes by routes of TLS, then by those of TCP: getWaypointTCPRoutes. Of the names that are asked
// for in TLS only the Service's own is known there.
function streamRule(
  routes: readonly MeshVirtualService[],
  { hostname }: MeshService,
  asker: Asker,
): { from: MeshVirtualService; rule: StreamRule } | undefined {
  const nobody: Asker = { ...asker, namespace: '', labels: {} };
  const fits = (rule: StreamRule, named: (match: RouteMatch) => boolean) =>
    rule.matches.length === 0 ||
    rule.matches.some(one => named(one) && streamMatchApplies(one, nobody));
  const all = (kind: 'tls' | 'tcp') =>
    routes.flatMap(from => from[kind].map(rule => ({ from, rule })));
  return (
    all('tls').find(({ rule }) =>
      fits(
        rule,
        ({ sniHosts }) => sniHosts.length === 1 && sniHosts[0] === hostname,
      ),
    ) ?? all('tcp').find(({ rule }) => fits(rule, () => true))
  );
}

// Labels of clients are not known there: what asks for them never applies.
function ruleAt(
  from: MeshVirtualService,
  rule: MeshRule,
  asker: Asker,
): readonly RoutedRule[] {
  if (rule.matches.length === 0) return [{ from, rule }];
  const matches = rule.matches.filter(
    match =>
      Object.keys(match.sourceLabels).length === 0 &&
      httpMatchApplies(match, asker),
  );
  return matches.length === 0 ? [] : [{ from, rule: { ...rule, matches } }];
}
