import { membership } from '../mesh';
import { endpointsOf } from '../path/servicePods';
import { podKey } from '../path/sources';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import type { ServicePosture } from './servicePosture';

/** How many endpoints a Service has, and who of the ready ones is in the mesh. */
export function countEndpoints(
  state: ClusterState,
  service: Service,
  pods: readonly Pod[],
): ServicePosture['endpoints'] {
  const all = endpointsOf(state, service);
  const ready = new Set(
    all.filter(one => one.ready && !one.terminating).map(one => one.pod),
  );
  const counted = pods.filter(pod => ready.has(podKey(pod)));
  const of = (mesh: string) =>
    counted.filter(pod => membership(state, podKey(pod)).mesh === mesh).length;
  return {
    ready: all.filter(one => one.ready && !one.terminating).length,
    total: all.length,
    sidecar: of('sidecar'),
    ambient: of('ambient'),
    none: of('none'),
  };
}
