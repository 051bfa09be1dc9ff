import { findingRule } from '../finding';

/** A cloud load balancer dials workload pods; it has no certificate of the mesh and can get none. */
export const ip0204 = findingRule('IP0204', facts =>
  facts.membership === 'none'
    ? []
    : facts.paths.flatMap(({ facts: { edge }, path }, index) => {
        const hop = path.hops[1];
        if (edge.vendor.placement !== 'cloud') return [];
        if (hop?.from !== 'edge' || hop.to !== 'workload') return [];
        return [
          {
            says: { edge: path.edge.title, service: facts.service.meta.name },
            path: index,
            hop: 1,
            evidence: hop.evidence,
          },
        ];
      }),
);
