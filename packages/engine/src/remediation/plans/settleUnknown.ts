import type { JudgedPath } from '../../posture/serviceFacts';
import type { Plan } from '../plan';

/** What to find out first where a path leans on something that nobody knows: it is never proven. */
export function settleUnknownPlan({
  path: { hops, edge, route },
}: JudgedPath): readonly Plan[] {
  const hop = hops.find(one => one.certainty === 'unknown');
  if (!hop || hop.caveats.length === 0) return [];
  return [
    {
      id: `settle-${route.kind}-${route.namespace}-${route.name}`,
      title: `Settle first what ${edge.title} sends`,
      costs: [],
      resolves: ['IP0101', 'IP0102'],
      steps: [],
      fallback: true,
      advice: {
        missing: `${hop.caveats.join(
          ' ',
        )} As long as that is open, no way out can be tried.`,
        aims: 'permissive',
      },
    },
  ];
}
