// Who takes HBONE: istio pilot/pkg/model/service.go SupportsTunnel, pilot/pkg/serviceregistry/ambient/workloads.go.
import type { ClusterState } from '../../state/clusterState';
import type { Pod } from '../../state/kinds/pod';
import type { Bytes } from '../inbound/bytes';
import { isDiscovered } from '../controlPlane/discovery';
import { meshOf, podOf, proxyRole } from '../workload/membership';

/** Whether peers send HBONE to a pod. */
export function takesHbone(pod: Pod): boolean {
  return (
    meshOf(pod) === 'ambient' ||
    proxyRole(pod) === 'waypoint' ||
    (pod.meta.labels['networking.istio.io/tunnel'] ?? '')
      .split(',')
      .includes('http')
  );
}

/** Bytes in HBONE. It stands for mTLS, and other TLS goes inside: cluster_tls.go applyHBONETransportSocketMatches. */
export function inHbone(bytes: Bytes): Bytes {
  return {
    ...bytes,
    wire: 'istio-mtls',
    tunnelled: true,
    inside: bytes.inside || bytes.wire === 'tls' || bytes.wire === 'app-tls',
    foreign: false,
    own: false,
    asked: { ...bytes.asked, sni: undefined },
  };
}

/** Bytes as ztunnels and waypoints send them to a pod, "namespace/name": in HBONE where it takes that. */
export function hboneTo(
  state: ClusterState,
  podKey: string,
  bytes: Bytes,
): Bytes {
  const pod = podOf(state, podKey);
  const known = pod && isDiscovered(state, pod.meta.namespace);
  return known && takesHbone(pod) ? inHbone(bytes) : bytes;
}
