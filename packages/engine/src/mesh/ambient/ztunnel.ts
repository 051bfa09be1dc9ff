// What a ztunnel sends: ztunnel src/proxy/outbound.rs build_request. The client's policies and routes mean nothing to it.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Service } from '../../state/kinds/service';
import { forwardedBy, podAt } from '../registry/addresses';
import type { Bytes } from '../inbound/bytes';
import { because } from '../because';
import type { Arrival } from '../connection';
import { deliver, nobodyBehind, Trail } from '../inbound/deliver';
import { readyEndpoints } from '../registry/endpoints';
import { isNearEnough } from '../registry/nearEnough';
import { finish } from '../inbound/finish';
import { hboneTo } from './hbone';
import { podKeyOf } from '../workload/membership';
import { hostnameOf, servicesNamed } from '../registry/registry';
import { throughWaypoint } from './throughWaypoint';
import { waypointFor, WaypointUse } from './waypoint';
import { podWaypointDoubts } from './waypointDoubts';
import { portOf } from '../outbound/outboundRoute';

/** Arrivals of bytes that a pod of the ambient mesh sends to an address. */
export function throughZtunnel(
  state: ClusterState,
  from: Pod,
  address: string,
  port: number,
  bytes: Bytes,
): readonly Arrival[] {
  const forwarded = forwardedBy(state, address, port);
  const trail: Trail = {
    why: [],
    from,
    reasons: [
      because(
        `The ztunnel of ${objectName(
          from,
        )} carries the connection to ${address}:${port}.`,
        [],
        'ztunnel src/proxy/outbound.rs',
      ),
    ],
  };
  if (!forwarded) {
    const pod = podAt(state, address);
    if (!pod) return deliver(state, address, port, bytes, trail);
    const sent = hboneTo(state, podKeyOf(pod), bytes);
    const caveats = podWaypointDoubts(state, pod);
    const way = { ...trail, caveats };
    return [finish(state, { pod: podKeyOf(pod), port }, sent, way)];
  }
  const { service, ports } = forwarded;
  // A waypoint is for the addresses of the Service, not for ports of nodes.
  const use: WaypointUse = service.clusterIps.includes(address)
    ? waypointFor(state, service)
    : { kind: 'none' };
  if (use.kind === 'through') {
    const target = targetOf(state, service, ports[0].port);
    if (target) {
      return throughWaypoint(state, use.waypoint, target, bytes, trail);
    }
  }
  const caveats = use.kind === 'unsure' ? [use.caveat] : [];
  const endpoints = readyEndpoints(state, service, ports[0].port).filter(one =>
    isNearEnough(state, service, from, one),
  );
  if (endpoints.length === 0) {
    const text = `${objectName(service)} has no ready endpoint.`;
    return [nobodyBehind(state, service, trail, text)];
  }
  return endpoints.map(one =>
    finish(state, one, hboneTo(state, one.pod, bytes), { ...trail, caveats }),
  );
}

function targetOf(state: ClusterState, { meta }: Service, number: number) {
  const hostname = hostnameOf(meta.namespace, meta.name);
  const service = servicesNamed(state, hostname).find(
    one => one.origin === 'Service',
  );
  const port = service && portOf(service, number);
  return service && port && { service, port };
}
