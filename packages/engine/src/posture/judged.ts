import { membership } from '../mesh';
import { servicePods } from '../path/servicePods';
import { podKey } from '../path/sources';
import type { ClusterState } from '../state/clusterState';
import type { Service } from '../state/kinds/service';

/**
 * Whether a Service gets a posture of its own. An ExternalName is another name for something else,
 * and an Istio gateway or waypoint is a hop: what its ports take is judged in the paths through it.
 */
export function isJudged(state: ClusterState, service: Service): boolean {
  if (service.type === 'ExternalName') return false;
  const pods = servicePods(state, service);
  return (
    pods.length === 0 ||
    !pods.every(pod => {
      const { proxyRole } = membership(state, podKey(pod));
      return proxyRole === 'gateway' || proxyRole === 'waypoint';
    })
  );
}
