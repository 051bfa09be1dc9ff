import { Path } from '@ingress-posture/engine';
import { groupBy } from '../../groupBy';

/** Paths by their reasons: those that differ in nothing but what clients call share one chain. */
export function alikePaths(paths: readonly Path[]): (readonly Path[])[] {
  const groups = groupBy(paths, ({ posture, sentence, edge, hops }) =>
    JSON.stringify([posture, sentence, edge, hops.map(hop => hop.reasons)]),
  );
  return [...groups.values()];
}
