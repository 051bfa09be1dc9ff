import { podsByProxyRole } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import type { IstioGateway } from '../state/kinds/istioGateway';
import type { Pod } from '../state/kinds/pod';
import { matchesLabels } from '../state/selector';

/** The gateway pods, of any namespace, that a Gateway selects. */
export function gatewayPodsOf(
  state: ClusterState,
  { selector }: IstioGateway,
): readonly Pod[] {
  return state
    .lookup(podsByProxyRole, 'gateway')
    .filter(pod => matchesLabels(selector, pod.meta.labels));
}
