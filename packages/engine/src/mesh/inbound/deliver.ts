// Where an address leads when no proxy changes it: to a pod, or by kube-proxy to the endpoints of a Service.
import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { unseenEndpoints } from '../../completion/completedEndpoints';
import type { Pod } from '../../state/kinds/pod';
import type { KubeObject } from '../../state/meta';
import { evidenceOf, objectName } from '../../state/evidence';
import { servicesByAddress } from '../../state/kinds/service';
import { Forwarded, forwardedBy, podAt } from '../registry/addresses';
import { isSix } from '../registry/addressFamily';
import type { Bytes } from './bytes';
import { because } from '../because';
import { withDoubts } from '../caveats';
import type { Arrival } from '../connection';
import { readyEndpoints } from '../registry/endpoints';
import { forwardedTo } from '../registry/nearEnough';
import { finish } from './finish';
import { podKeyOf } from '../workload/membership';

/** What has been decided on the way so far. */
export interface Trail {
  readonly why: readonly string[];
  readonly reasons: readonly Reason[];
  /** What makes the answer less than proven. */
  readonly caveats?: readonly string[];
  /** The pod whose application or proxy opens the connection. */
  readonly from?: Pod;
}

/** Arrivals of bytes sent to an address as it is. */
export function deliver(
  state: ClusterState,
  address: string,
  port: number,
  bytes: Bytes,
  trail: Trail,
): readonly Arrival[] {
  const forwarded = forwardedBy(state, address, port);
  if (forwarded) {
    return forward(state, forwarded, address, port, bytes, trail);
  }
  const pod = podAt(state, address);
  if (!pod)
    return [
      noSuchPort(state, address, port, trail) ?? outside(address, bytes, trail),
    ];
  return [finish(state, { pod: podKeyOf(pod), port, address }, bytes, trail)];
}

function forward(
  state: ClusterState,
  forwarded: Forwarded,
  address: string,
  port: number,
  bytes: Bytes,
  trail: Trail,
): readonly Arrival[] {
  const { service } = forwarded;
  const { endpoints, doubts } = behind(state, forwarded, address, trail);
  const caveats = [...(trail.caveats ?? []), ...doubts];
  if (endpoints.length === 0) {
    const text = `${objectName(
      service,
    )} has no ready endpoint for port ${port}.`;
    return [nobodyBehind(state, service, { ...trail, caveats }, text)];
  }
  const text = `${address}:${port} leads to the ready endpoints of ${objectName(
    service,
  )}.`;
  const evidence = evidenceOf(service, 'spec.clusterIP', service.clusterIps[0]);
  const reasons = [...trail.reasons, because(text, [evidence])];
  return endpoints.map(one =>
    finish(state, one, bytes, { ...trail, reasons, caveats }),
  );
}

// The policy of a Service is for its own addresses, not for ports of nodes. An address is forwarded to endpoints of its
// family: kubernetes pkg/proxy/metaproxier/meta_proxier.go.
function behind(
  state: ClusterState,
  { service, ports }: Forwarded,
  address: string,
  { from }: Trail,
) {
  const all = readyEndpoints(state, service, ports[0].port);
  if (!service.clusterIps.includes(address)) {
    return { endpoints: all, doubts: [] };
  }
  const ofFamily = all.filter(one => isSix(one.address) === isSix(address));
  return forwardedTo(state, service, from, ofFamily);
}

// kube-proxy rejects what is for other ports of a ClusterIP, where it works with nftables, or leaves it to go astray:
// kubernetes pkg/proxy/nftables/README.md.
function noSuchPort(
  state: ClusterState,
  address: string,
  port: number,
  trail: Trail,
): Arrival | undefined {
  const [service] = state.lookup(servicesByAddress, address);
  if (!service?.clusterIps.includes(address)) return undefined;
  const text = `${address} is the address of ${objectName(
    service,
  )}, which has no port ${port}: nothing is known to take connections there.`;
  return nowhere({ ...trail, caveats: [text, ...(trail.caveats ?? [])] }, text);
}

// What has no pod and no Service of the cluster is not ours to know.
function outside(address: string, bytes: Bytes, trail: Trail): Arrival {
  const text = `Nothing that was read has the address ${address}.`;
  return {
    ...nowhere(trail, text, 'unknown'),
    wire: bytes.wire,
    certainty: 'unknown',
    caveats: [text, ...(trail.caveats ?? [])],
  };
}

/** The single arrival of a connection to a Service without a ready endpoint. */
export function nobodyBehind(
  state: ClusterState,
  service: KubeObject,
  trail: Trail,
  text: string,
): Arrival {
  const unseen = unseenEndpoints(state, service);
  if (unseen === undefined) return nowhere(trail, text);
  return {
    ...nowhere(trail, unseen, 'unknown'),
    wire: 'unknown',
    certainty: 'unknown',
    caveats: [unseen, ...(trail.caveats ?? [])],
  };
}

/** The single arrival of a connection that ends before any workload. */
export function nowhere(
  trail: Trail,
  text: string,
  outcome: Arrival['outcome'] = 'unroutable',
): Arrival {
  return {
    pod: '',
    port: 0,
    wire: 'none',
    outcome,
    why: trail.why.join('; '),
    reasons: [...trail.reasons, because(text)],
    ...withDoubts({ certainty: 'proven', caveats: [] }, trail.caveats ?? []),
  };
}
