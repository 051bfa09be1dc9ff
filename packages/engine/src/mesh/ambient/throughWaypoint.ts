// The way of a connection through a Service's waypoint: istio pilot/pkg/networking/core/listener_waypoint.go,
// cluster_waypoint.go. It sends HBONE to who takes it, plaintext to others, as a ztunnel does.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Gateway } from '../../state/kinds/gateway';
import { because } from '../because';
import type { Bytes } from '../inbound/bytes';
import type { Arrival } from '../connection';
import { nowhere, Trail } from '../inbound/deliver';
import { meshEndpoints } from '../registry/endpoints';
import { finish } from '../inbound/finish';
import { hboneTo } from './hbone';
import type { ClusterName } from '../outbound/outboundCluster';
import { MeshPort, MeshService, servicesNamed } from '../registry/registry';
import { visibleTo } from '../controlPlane/visibility';
import { waypointDoubts } from './waypointDoubts';
import { WaypointWay, waypointWay } from './waypointRoutes';

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
  const trail: Trail = {
    ...before,
    caveats: [
      ...(before.caveats ?? []),
      ...waypointDoubts(state, waypoint, service),
    ],
    reasons: [...before.reasons, reasonOf(waypoint, service, way)],
  };
  if (way.kind === 'not-http') {
    return [nowhere(trail, 'Protocol error at the waypoint.', 'rejected')];
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
  { meta }: Gateway,
  { hostname, port: number, subset }: ClusterName,
  bytes: Bytes,
  before: Trail,
): readonly Arrival[] {
  const [service] = visibleTo(
    meta.namespace,
    servicesNamed(state, hostname),
    one => one,
  );
  const port = service?.ports.find(one => one.number === number);
  if (!service || !port) {
    return [
      nowhere(
        before,
        `The waypoint has no cluster for port ${number} of ${hostname}.`,
      ),
    ];
  }
  const trail: Trail =
    subset === undefined
      ? before
      : {
          ...before,
          caveats: [
            ...(before.caveats ?? []),
            `The subset ${subset} of ${hostname} is not told from the rest at a waypoint.`,
          ],
        };
  const endpoints = meshEndpoints(state, service, port);
  if (endpoints.length === 0) {
    return [
      nowhere(trail, `${objectName(service.object)} has no ready endpoint.`),
    ];
  }
  return endpoints.map(one =>
    finish(state, one, hboneTo(state, one.pod, bytes), trail),
  );
}

function reasonOf(waypoint: Gateway, service: MeshService, way: WaypointWay) {
  const said =
    way.kind === 'routed'
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
