// Which Sidecar holds for a pod: istio pilot/pkg/model/push_context.go getSidecarScope, initSidecarScopes.
import type { ClusterState } from '../../state/clusterState';
import { deriveTable, groupBy } from '../../state/derived';
import type { Pod } from '../../state/kinds/pod';
import { Sidecar, sidecars } from '../../state/kinds/sidecar';
import { matchesLabels } from '../../state/selector';
import { discovered, discoveryKinds } from '../controlPlane/discovery';
import { byAge } from '../registry/registry';
import { meshConfigFor } from '../controlPlane/revision';

/** Sidecars by namespace, oldest first. */
const byNamespace = deriveTable([sidecars, ...discoveryKinds], state =>
  groupBy(
    [...discovered(state, sidecars)].sort((a, b) => byAge(a.meta, b.meta)),
    one => [one.meta.namespace],
  ),
);

/** The Sidecar of a pod: one that selects it, else its namespace's, else the root namespace's. */
export function sidecarFor(state: ClusterState, pod: Pod): Sidecar | undefined {
  const own = state.readAt(byNamespace, pod.meta.namespace) ?? [];
  return (
    own.find(
      one =>
        one.workloadSelector &&
        matchesLabels(one.workloadSelector, pod.meta.labels),
    ) ??
    own.find(one => !one.workloadSelector) ??
    rootSidecar(state, pod)
  );
}

function rootSidecar(state: ClusterState, pod: Pod): Sidecar | undefined {
  const root = meshConfigFor(state, pod).rootNamespace;
  return state.readAt(byNamespace, root)?.find(one => !one.workloadSelector);
}
