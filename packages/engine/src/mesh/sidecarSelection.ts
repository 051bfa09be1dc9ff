// Which Sidecar holds for a pod: istio pilot/pkg/model/push_context.go getSidecarScope, initSidecarScopes.
import type { ClusterState } from '../state/clusterState';
import { derive, groupBy } from '../state/derived';
import type { Pod } from '../state/kinds/pod';
import { Sidecar, sidecars } from '../state/kinds/sidecar';
import { matchesLabels } from '../state/selector';
import { discovered, discoveryKinds } from './discovery';
import { byAge } from './registry';
import { meshConfig } from './meshConfig';

export const sidecarBook = derive([sidecars, ...discoveryKinds], state => {
  const sorted = [...discovered(state, sidecars)].sort((a, b) =>
    byAge(a.meta, b.meta),
  );
  const root = state.read(meshConfig).rootNamespace;
  return {
    byNamespace: groupBy(sorted, one => [one.meta.namespace]),
    root: sorted.find(
      one => one.meta.namespace === root && !one.workloadSelector,
    ),
  };
});

/** The Sidecar of a pod: one that selects it, else its namespace's, else the root namespace's. */
export function sidecarFor(state: ClusterState, pod: Pod): Sidecar | undefined {
  const { byNamespace, root } = state.read(sidecarBook);
  const own = byNamespace.get(pod.meta.namespace) ?? [];
  return (
    own.find(
      one =>
        one.workloadSelector &&
        matchesLabels(one.workloadSelector, pod.meta.labels),
    ) ??
    own.find(one => !one.workloadSelector) ??
    root
  );
}
