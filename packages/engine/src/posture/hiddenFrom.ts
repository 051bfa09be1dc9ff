import { knowsService, membership } from '../mesh';
import { podKey } from '../path/sources';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';

/** A pod whose sidecar is not told of a Service; undefined when all of them are. */
export function hiddenFrom(
  state: ClusterState,
  service: Service,
  pods: readonly Pod[],
): Pod | undefined {
  return pods.find(
    pod =>
      membership(state, podKey(pod)).mesh === 'sidecar' &&
      !knowsService(state, pod, service),
  );
}
