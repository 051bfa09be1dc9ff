// What the control plane looks at: istio pkg/kube/namespace/filter.go. Objects of other namespaces do not exist to it.
import type { ClusterState } from '../../state/clusterState';
import { deriveValue, Origin } from '../../state/derived';
import type { KindDefinition } from '../../state/kindDefinition';
import { namespaces } from '../../state/kinds/namespace';
import { selects } from '../../state/labelSelector';
import { allLabels } from '../../state/namespaceLabels';
import type { KubeObject } from '../../state/meta';
import { visibilities } from './entryVisibility';
import { meshConfig } from './meshConfig';

// undefined: every namespace.
const discoveredNamespaces = deriveValue([meshConfig, namespaces], state => {
  const { discoverySelectors } = state.read(meshConfig);
  if (discoverySelectors.length === 0) return undefined;
  const found = state
    .list(namespaces)
    .filter(one =>
      discoverySelectors.some(selector => selects(selector, allLabels(one))),
    );
  return new Set(found.map(one => one.meta.name));
});

/** What says what is discovered, and how widely it is seen: for what is derived from discovered objects. */
export const discoveryKinds: readonly Origin[] = [
  meshConfig,
  discoveredNamespaces,
  visibilities,
];

export function isDiscovered(state: ClusterState, namespace: string): boolean {
  return state.read(discoveredNamespaces)?.has(namespace) ?? true;
}

/** Objects of a kind that the control plane knows. */
export function discovered<T extends KubeObject>(
  state: ClusterState,
  kind: KindDefinition<T>,
): readonly T[] {
  const chosen = state.read(discoveredNamespaces);
  const all = state.list(kind);
  return chosen ? all.filter(one => chosen.has(one.meta.namespace)) : all;
}
