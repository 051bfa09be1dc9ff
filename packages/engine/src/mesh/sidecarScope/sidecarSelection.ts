// Which Sidecar holds for a pod: istio pilot/pkg/model/push_context.go getSidecarScope, initSidecarScopes.
import type { ClusterState } from '../../state/clusterState';
import { DerivedTable, deriveTable, groupBy } from '../../state/derived';
import type { Pod } from '../../state/kinds/pod';
import { Sidecar, sidecars } from '../../state/kinds/sidecar';
import { matchesLabels } from '../../state/selector';
import { discovered, discoveryKinds } from '../controlPlane/discovery';
import { byAge } from '../registry/registry';
import { meshConfigFor } from '../controlPlane/revision';

/** What a Sidecar says of traffic that arrives. Whoever asks for no more is told of nothing else. */
export type InboundSidecar = Pick<
  Sidecar,
  'kind' | 'meta' | 'workloadSelector' | 'ingress'
>;

type SidecarTable<T> = DerivedTable<readonly T[]>;

/** Sidecars by namespace, oldest first. */
const byNamespace: SidecarTable<Sidecar> = deriveTable(
  [sidecars, ...discoveryKinds],
  state =>
    groupBy(
      [...discovered(state, sidecars)].sort((a, b) => byAge(a.meta, b.meta)),
      one => [one.meta.namespace],
    ),
);

const inboundByNamespace: SidecarTable<InboundSidecar> = deriveTable(
  [byNamespace],
  state =>
    new Map(
      [...state.read(byNamespace)].map(([namespace, all]) => [
        namespace,
        all.map(inboundPart),
      ]),
    ),
);

function inboundPart({
  kind,
  meta,
  workloadSelector,
  ingress,
}: Sidecar): InboundSidecar {
  return { kind, meta, ...(workloadSelector && { workloadSelector }), ingress };
}

/** The Sidecar of a pod: one that selects it, else its namespace's, else the root namespace's. */
export function sidecarFor(state: ClusterState, pod: Pod): Sidecar | undefined {
  return selectedIn(state, byNamespace, pod);
}

/** What the Sidecar of a pod says of traffic that arrives there. */
export function inboundSidecarFor(
  state: ClusterState,
  pod: Pod,
): InboundSidecar | undefined {
  return selectedIn(state, inboundByNamespace, pod);
}

function selectedIn<T extends InboundSidecar>(
  state: ClusterState,
  table: SidecarTable<T>,
  pod: Pod,
): T | undefined {
  const own = state.readAt(table, pod.meta.namespace) ?? [];
  return (
    own.find(
      one =>
        one.workloadSelector &&
        matchesLabels(one.workloadSelector, pod.meta.labels),
    ) ??
    own.find(one => !one.workloadSelector) ??
    rootSidecar(state, table, pod)
  );
}

function rootSidecar<T extends InboundSidecar>(
  state: ClusterState,
  table: SidecarTable<T>,
  pod: Pod,
): T | undefined {
  const root = meshConfigFor(state, pod).rootNamespace;
  return state.readAt(table, root)?.find(one => !one.workloadSelector);
}
