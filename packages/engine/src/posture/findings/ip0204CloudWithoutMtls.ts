import type { FindingRule } from '../finding';

/** A cloud load balancer dials workload pods; it has no certificate of the mesh and can get none. */
export const ip0204: FindingRule = {
  code: 'IP0204',
  severity: 'warning',
  title: 'The cloud load balancer cannot speak mTLS to pods',
  detect: facts =>
    facts.membership === 'none'
      ? []
      : facts.paths.flatMap(({ facts: { edge }, path }, index) => {
          const hop = path.hops[1];
          if (edge.vendor.placement !== 'cloud') return [];
          if (hop?.from !== 'edge' || hop.to !== 'workload') return [];
          return [
            {
              detail: `The ${path.edge.title} sends straight to the pods of ${facts.service.meta.name}. Standalone, it has no way to mTLS; an Istio gateway behind it has.`,
              path: index,
              hop: 1,
              evidence: hop.evidence,
            },
          ];
        }),
};
