import type { Pod } from '../state/kinds/pod';
import type { ServiceFacts } from './serviceFacts';

const known = new WeakMap<ServiceFacts, readonly Pod[]>();

/** The pods that a service's paths go through, its own and those of its edges; of those that are alike, one. */
export function podsOnTheWay(facts: ServiceFacts): readonly Pod[] {
  const before = known.get(facts);
  if (before) return before;
  const found = unlike([
    ...facts.pods,
    ...facts.paths.flatMap(one => one.facts.edge.pods),
  ]);
  known.set(facts, found);
  return found;
}

/** Of pods that are alike but for their names and addresses, one: their common parts are kept once (state/siblings.ts). */
export function unlike(pods: readonly Pod[]): readonly Pod[] {
  const kept = new Map<Pod['containers'], Pod[]>();
  for (const pod of pods) {
    const same = kept.get(pod.containers) ?? [];
    if (!same.some(one => isAlike(one, pod))) {
      kept.set(pod.containers, [...same, pod]);
    }
  }
  return [...kept.values()].flat();
}

function isAlike(a: Pod, b: Pod): boolean {
  return (
    a.meta.labels === b.meta.labels &&
    a.meta.annotations === b.meta.annotations &&
    a.initContainers === b.initContainers &&
    a.hostNetwork === b.hostNetwork
  );
}
