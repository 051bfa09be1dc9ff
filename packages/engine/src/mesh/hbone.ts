// Who takes HBONE: istio pilot/pkg/model/service.go SupportsTunnel, pilot/pkg/serviceregistry/ambient/workloads.go.
import type { Pod } from '../state/kinds/pod';
import { meshOf, proxyRole } from './membership';

/** Whether peers send HBONE to a pod. */
export function takesHbone(pod: Pod): boolean {
  return (
    meshOf(pod) === 'ambient' ||
    proxyRole(pod) === 'waypoint' ||
    pod.meta.labels['networking.istio.io/tunnel'] === 'http'
  );
}
