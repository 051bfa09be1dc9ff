import { instanceByPod } from '../ingress/edges/instances';
import { membership } from '../mesh';
import { servicePods } from '../path/servicePods';
import { podKey } from '../path/sources';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';

/**
 * Whether a Service gets a posture of its own. An ExternalName is another name for something else;
 * edges, Istio gateways and waypoints are hops, judged in the paths that lead through them.
 */
export function isJudged(state: ClusterState, service: Service): boolean {
  if (service.type === 'ExternalName') return false;
  const pods = servicePods(state, service);
  return pods.length === 0 || !pods.every(pod => isHop(state, pod));
}

/** Whether a pod takes connections to hand them on: an edge, an Istio gateway or a waypoint. */
export function isHop(state: ClusterState, pod: Pod): boolean {
  const key = podKey(pod);
  const { proxyRole } = membership(state, key);
  return (
    proxyRole === 'gateway' ||
    proxyRole === 'waypoint' ||
    state.readAt(instanceByPod, key) !== undefined
  );
}
