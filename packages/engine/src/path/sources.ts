import type { Edge } from '../ingress/edge';
import { membership } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';

export function podKey(pod: Pod): string {
  return `${pod.meta.namespace}/${pod.meta.name}`;
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
      pod.meta.labels,
      pod.meta.annotations,
      pod.initContainers.map(container => container.args),
      pod.hostNetwork,
    ]);
    if (!byShape.has(shape)) byShape.set(shape, pod);
  }
  return [...byShape.values()];
}
