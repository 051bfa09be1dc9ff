import type { Pod } from '../state/kinds/pod';
import type { ServiceFacts } from './serviceFacts';

/** The pods that a service's paths go through: its own, and those of its edges, each once. */
export function podsOnTheWay(facts: ServiceFacts): readonly Pod[] {
  return [
    ...new Set([
      ...facts.pods,
      ...facts.paths.flatMap(one => one.facts.edge.pods),
    ]),
  ];
}
