// Who takes HBONE: istio pilot/pkg/model/service.go SupportsTunnel, pilot/pkg/serviceregistry/ambient/workloads.go
// setTunnelProtocol, which goes by the annotation whatever else the pod is.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Bytes } from '../inbound/bytes';
import { isDiscovered } from '../controlPlane/discovery';
import {
  meshOf,
  podOf,
  proxyRole,
  saysRedirected,
} from '../workload/membership';

/** Whether peers send HBONE to a pod. */
export function takesHbone(pod: Pod): boolean {
  return (
    saysRedirected(pod) ||
    proxyRole(pod) === 'waypoint' ||
    (pod.meta.labels['networking.istio.io/tunnel'] ?? '')
      .split(',')
      .includes('http')
  );
}

/**
 * What HBONE leans on that is sent for the annotation alone: the CNI plugin writes it to no pod with a sidecar, nor
 * to one of the host network (cni/pkg/util/podutil.go), so that no ztunnel need be there.
 */
export function strayRedirection(pod: Pod): { readonly doubt?: string } {
  return saysRedirected(pod) && meshOf(pod) !== 'ambient'
    ? {
        doubt: `${objectName(
          pod,
        )} is annotated as redirected to a ztunnel, which Istio does not do to such a pod: what takes HBONE there is not known.`,
      }
    : {};
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
