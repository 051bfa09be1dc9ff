import { evidenceOf } from '../../state/evidence';
import { findingRule } from '../finding';

/** The product behind an edge gets no fixes any more. */
export const ip0601 = findingRule('IP0601', facts =>
  facts.paths.flatMap(({ facts: { edge } }, index) => {
    const { endOfLife } = edge.vendor;
    const earlier = facts.paths
      .slice(0, index)
      .some(one => one.facts.edge.vendor === edge.vendor);
    if (!endOfLife || earlier) return [];
    return [
      {
        says: { what: endOfLife.text, successor: endOfLife.successor },
        about: edge.pods,
        path: index,
        evidence: edge.pods
          .slice(0, 1)
          .map(pod =>
            evidenceOf(
              pod,
              'spec.containers[].image',
              pod.containers[0]?.image ?? '',
            ),
          ),
      },
    ];
  }),
);
