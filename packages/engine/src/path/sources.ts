import type { Edge } from '../ingress/edges/edge';
import { membership } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Labels } from '../state/read';

export function podKey(pod: Pod): string {
  return `${pod.meta.namespace}/${pod.meta.name}`;
}

// Labels that differ between the pods of one StatefulSet, and that no selector is written for.
const ownNames: ReadonlySet<string> = new Set([
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
]);

function without(labels: Labels, drops: (name: string) => boolean): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !drops(name)),
  );
}

/**
 * The pods of an edge whose connections need asking about: ready ones, one of each shape. Pods of
 * one ReplicaSet see the same; those left from before an injection do not.
 */
export function sourcePods(state: ClusterState, edge: Edge): readonly Pod[] {
  const ready = edge.pods.filter(pod => pod.ready && !pod.terminating);
  const candidates = ready.length > 0 ? ready : edge.pods;
  const byShape = new Map<string, Pod>();
  for (const pod of candidates) {
    const shape = JSON.stringify([
      membership(state, podKey(pod)).mesh,
      without(pod.meta.labels, name => ownNames.has(name)),
      without(pod.meta.annotations, name => !name.includes('istio.io/')),
      pod.initContainers.map(container => container.args),
      pod.hostNetwork,
    ]);
    if (!byShape.has(shape)) byShape.set(shape, pod);
  }
  return [...byShape.values()];
}
