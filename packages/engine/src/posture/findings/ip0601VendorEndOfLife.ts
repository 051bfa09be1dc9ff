import type { FindingRule } from '../finding';

/** The product behind an edge gets no fixes any more. */
export const ip0601: FindingRule = {
  code: 'IP0601',
  severity: 'warning',
  title: 'The ingress controller is past its end of life',
  detect: facts =>
    facts.paths.flatMap(({ facts: { edge } }, index) => {
      const { endOfLife } = edge.vendor;
      const earlier = facts.paths
        .slice(0, index)
        .some(one => one.facts.edge.vendor === edge.vendor);
      if (!endOfLife || earlier) return [];
      return [
        {
          detail: `${endOfLife.text} What takes its place: ${endOfLife.successor}.`,
          path: index,
          evidence: edge.pods.slice(0, 1).map(pod => ({
            object: `Pod ${pod.meta.namespace}/${pod.meta.name}`,
            ...(pod.meta.resourceVersion !== undefined && {
              resourceVersion: pod.meta.resourceVersion,
            }),
            field: 'spec.containers[].image',
            value: pod.containers[0]?.image ?? '',
          })),
        },
      ];
    }),
};
