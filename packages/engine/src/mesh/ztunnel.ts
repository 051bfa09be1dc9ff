// What a ztunnel sends: ztunnel src/proxy/outbound.rs build_request. The client's policies and routes mean nothing to it.
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import type { Pod } from '../state/kinds/pod';
import { forwardedBy, podAt } from './addresses';
import type { Bytes } from './bytes';
import { because } from './because';
import type { Arrival } from './connection';
import { deliver, nowhere, Trail } from './deliver';
import { readyEndpoints } from './endpoints';
import { isDiscovered } from './discovery';
import { finish } from './finish';
import { podKeyOf, podOf } from './membership';
import { takesHbone } from './hbone';
import { pastWaypoint } from './waypoint';

/** Arrivals of bytes that a pod of the ambient mesh sends to an address. */
export function throughZtunnel(
  state: ClusterState,
  from: Pod,
  address: string,
  port: number,
  bytes: Bytes,
): readonly Arrival[] {
  const forwarded = forwardedBy(state, address, port);
  const endpoints = forwarded
    ? readyEndpoints(state, forwarded.service, forwarded.ports[0].port)
    : podsAt(state, address, port);
  const trail: Trail = {
    why: [],
    ...(forwarded && { caveats: pastWaypoint(state, forwarded.service) }),
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
  if (endpoints.length === 0) {
    return forwarded
      ? [
          nowhere(
            trail,
            `${objectName(forwarded.service)} has no ready endpoint.`,
          ),
        ]
      : deliver(state, address, port, bytes, trail);
  }
  return endpoints.map(one =>
    finish(state, one, wrapped(state, one.pod, bytes), trail),
  );
}

function podsAt(state: ClusterState, address: string, port: number) {
  const pod = podAt(state, address);
  return pod ? [{ pod: podKeyOf(pod), port }] : [];
}

function wrapped(state: ClusterState, podKey: string, bytes: Bytes): Bytes {
  const pod = podOf(state, podKey);
  const known = pod && isDiscovered(state, pod.meta.namespace);
  return known && takesHbone(pod) ? { ...bytes, wire: 'istio-mtls' } : bytes;
}
