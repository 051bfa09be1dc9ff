// The way of a connection through a Service's waypoint: istio pilot/pkg/networking/core/listener_waypoint.go,
// cluster_waypoint.go. To the Services that it is for it sends HBONE or plaintext, as a ztunnel does; to others like a gateway.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Gateway } from '../../state/kinds/gateway';
import type { Judged } from '../authorization/judged';
import { judgedAtWaypoint } from '../authorization/atWaypoint';
import { because } from '../because';
import type { Bytes } from '../inbound/bytes';
import type { Arrival } from '../connection';
import { withDoubts } from '../caveats';
import { nobodyBehind, nowhere, Trail } from '../inbound/deliver';
import { meshEndpoints } from '../registry/endpoints';
import { finish } from '../inbound/finish';
import { hboneTo } from './hbone';
import {
  ClusterName,
  hasSubset,
  inSubset,
  throughCluster,
  wrap,
} from '../outbound/outboundCluster';
import { ClusterPolicy, effectivePolicy } from '../destinationRule/clusterTls';
import { destinationRuleFor } from '../destinationRule/destinationRule';
import { ProxyClient, waypointClient } from '../client';
import { MeshPort, MeshService, servicesNamed } from '../registry/registry';
import { visibleTo } from '../controlPlane/visibility';
import { podsOf, waypointFor } from './waypoint';
import { waypointDoubts } from './waypointDoubts';
import { WaypointWay, waypointWay } from './waypointRoutes';
import { portOf } from '../outbound/outboundRoute';

const source = 'istio pilot/pkg/networking/core/listener_waypoint.go';

/** Arrivals of bytes that an ambient client sends to one port of a Service with a waypoint. */
export function throughWaypoint(
  state: ClusterState,
  waypoint: Gateway,
  { service, port }: { service: MeshService; port: MeshPort },
  bytes: Bytes,
  before: Trail,
): readonly Arrival[] {
  const way = waypointWay(state, waypoint, service, port, bytes);
  const judged = judgedAtWaypoint(
    state,
    waypoint,
    { service, port },
    bytes,
    before.from,
  );
  const trail: Trail = {
    ...before,
    caveats: [
      ...(before.caveats ?? []),
      ...('caveats' in way ? way.caveats : []),
      ...waypointDoubts(state, waypoint, service),
      ...judged.caveats,
    ],
    reasons: [...before.reasons, reasonOf(waypoint, service, way)],
  };
  if (way.kind === 'not-http') {
    return [nowhere(trail, 'Protocol error at the waypoint.', 'rejected')];
  }
  if (judged.refusedBy.length > 0) {
    return [refusedAtWaypoint(trail, judged)];
  }
  if (way.kind === 'redirected') {
    const text = `${objectName(way.by)} answers with a redirect to https.`;
    const why = [...trail.why, 'redirect to https'];
    return [nowhere({ ...trail, why }, text, 'redirected')];
  }
  if (way.kind === 'lost') {
    return [nowhere(trail, 'No route of the waypoint leads to a workload.')];
  }
  const own = { hostname: service.hostname, port: port.number };
  const clusters = way.kind === 'routed' ? way.clusters : [own];
  return clusters.flatMap(one => toCluster(state, waypoint, one, bytes, trail));
}

function toCluster(
  state: ClusterState,
  waypoint: Gateway,
  name: ClusterName,
  bytes: Bytes,
  trail: Trail,
): readonly Arrival[] {
  const { namespace } = waypoint.meta;
  const [service] = visibleTo(
    namespace,
    servicesNamed(state, name.hostname),
    one => one,
  );
  const port = service && portOf(service, name.port);
  if (!service || !port) {
    return [
      nowhere(
        trail,
        `The waypoint has no cluster for port ${name.port} of ${name.hostname}.`,
      ),
    ];
  }
  const [pod] = podsOf(state, waypoint);
  return pod && !isItsOwn(state, waypoint, service)
    ? toOthers(waypointClient(state, pod), service, name, bytes, trail)
    : toItsOwn(state, waypoint, { service, port }, name, bytes, trail);
}

// Services that the waypoint is for: inbound-vip clusters, cluster_waypoint.go.
function isItsOwn(
  state: ClusterState,
  { meta }: Gateway,
  { object, meshExternal }: MeshService,
): boolean {
  const use = waypointFor(state, object);
  return (
    !meshExternal &&
    use.kind === 'through' &&
    use.waypoint.meta.name === meta.name &&
    use.waypoint.meta.namespace === meta.namespace
  );
}

function toItsOwn(
  state: ClusterState,
  waypoint: Gateway,
  { service, port }: { service: MeshService; port: MeshPort },
  { subset }: ClusterName,
  bytes: Bytes,
  trail: Trail,
): readonly Arrival[] {
  // Rules for some workloads hold for what these send of their own.
  const { namespace } = waypoint.meta;
  const client = { namespace, labels: {} };
  const rule = destinationRuleFor(state, client, service);
  if (subset !== undefined && !hasSubset(rule, subset)) {
    const text = `No DestinationRule has the subset ${subset} of ${service.hostname}.`;
    return [nowhere(trail, text)];
  }
  const policy: ClusterPolicy = {
    ...(rule && { rule }),
    port: port.number,
    ...(subset !== undefined && { subset }),
  };
  const endpoints = meshEndpoints(state, service, port).filter(one =>
    inSubset(one, policy),
  );
  if (endpoints.length === 0) {
    const text = `${objectName(service.object)} has no ready endpoint.`;
    return [nobodyBehind(state, service.object, trail, text)];
  }
  // DISABLE and ISTIO_MUTUAL mean nothing there: buildWaypointTLSContext.
  const { tls } = effectivePolicy(policy);
  const starts = tls?.mode === 'SIMPLE' || tls?.mode === 'MUTUAL';
  const sent = starts ? wrap(bytes, 'tls', tls.sni) : bytes;
  const [from] = podsOf(state, waypoint);
  return endpoints.map(one =>
    finish(state, one, hboneTo(state, one.pod, sent), { ...trail, from }),
  );
}

// A waypoint connects to the address it was asked for where there is no list of endpoints.
function toOthers(
  client: ProxyClient,
  { resolution, hostname }: MeshService,
  name: ClusterName,
  bytes: Bytes,
  trail: Trail,
): readonly Arrival[] {
  const caveats =
    resolution === 'passthrough'
      ? [
          `How a waypoint reaches ${hostname}, which has no address, is not analysed.`,
        ]
      : [];
  return throughCluster(client, name, { address: '', port: name.port }, bytes, {
    ...trail,
    caveats: [...(trail.caveats ?? []), ...caveats],
  });
}

// What it has no route for, it refuses all the same where a policy says so.
function refusedAtWaypoint(trail: Trail, judged: Judged): Arrival {
  const why = [...trail.why, '403 by policy at the waypoint'];
  const text = 'The waypoint lets nothing of it through.';
  const arrival = nowhere({ ...trail, why }, text, 'rejected');
  return {
    ...arrival,
    ...withDoubts(arrival, trail.caveats ?? []),
    reasons: [...trail.reasons, ...judged.reasons],
    refusedBy: judged.refusedBy.map(objectName),
  };
}

function reasonOf(waypoint: Gateway, service: MeshService, way: WaypointWay) {
  const said =
    'by' in way
      ? `${objectName(way.by)} says where it goes`
      : `no route of it is for ${service.hostname}`;
  return because(
    `The waypoint ${objectName(waypoint)} takes what is for ${objectName(
      service.object,
    )}; ${way.kind === 'lost' ? 'none of its routes fits' : said}.`,
    [
      evidenceOf(
        service.object,
        'metadata.labels[istio.io/use-waypoint]',
        service.object.meta.labels['istio.io/use-waypoint'],
      ),
    ],
    source,
  );
}
