import type { ClusterState } from '../../state/clusterState';
import { Namespace, namespaces } from '../../state/kinds/namespace';
import type { Pod } from '../../state/kinds/pod';
import type { PlannedStep } from '../plan';
import { patchStep } from '../steps';

const label = 'istio-injection';

/** Namespaces of some pods that keep Istio's webhook from all of theirs, whatever a pod asks for. */
function closedNamespaces(
  state: ClusterState,
  some: readonly Pod[],
): readonly Namespace[] {
  const names = [...new Set(some.map(pod => pod.meta.namespace))];
  return names
    .flatMap(name => state.get(namespaces, '', name) ?? [])
    .filter(({ meta }) => (meta.labels[label] ?? 'enabled') !== 'enabled');
}

/**
 * Steps that let pods of closed namespaces ask for a sidecar (istio manifests/charts/istio-control/
 * istio-discovery/templates/mutatingwebhook.yaml: pods are asked where the namespace has no label).
 */
export function openNamespaceSteps(
  state: ClusterState,
  some: readonly Pod[],
): readonly PlannedStep[] {
  return closedNamespaces(state, some).map(stepOf);
}

/** What that costs. */
export function openNamespaceCosts(
  state: ClusterState,
  some: readonly Pod[],
): readonly string[] {
  return closedNamespaces(state, some).map(
    ({ meta }) =>
      `Namespace ${meta.name} says ${label}=${meta.labels[label]}, which is taken away: agree on it with its owner. Its other pods get no sidecar by that, unless they ask for one.`,
  );
}

function stepOf(namespace: Namespace): PlannedStep {
  const { name, labels } = namespace.meta;
  const object = { apiVersion: 'v1', kind: 'Namespace', name };
  const patchOf = (value: string | null) => ({
    metadata: { labels: { [label]: value } },
  });
  return {
    step: patchStep({
      title: `Let pods of namespace ${name} ask for a sidecar`,
      object,
      patch: patchOf(null),
      undo: patchOf(labels[label]),
      show: `{.metadata.labels.${label}}`,
      expect: '(an empty line)',
      marks: namespace.meta,
    }),
    apply: copy => {
      const { [label]: _, ...kept } = labels;
      copy.put(namespaces, {
        ...namespace,
        meta: { ...namespace.meta, labels: kept },
      });
    },
    // Pods that run already stay as they are.
    touches: () => [],
    shared: { name: `open namespace ${name}`, from: [namespace] },
  };
}
