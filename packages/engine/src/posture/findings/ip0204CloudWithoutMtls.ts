import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';

/** A cloud load balancer dials workload pods, and has no certificate of the mesh; few can get one. */
export const ip0204 = findingRule('IP0204', facts =>
  facts.membership === 'none'
    ? []
    : facts.paths.flatMap(({ facts: made, path }, index) => {
        const { edge } = made;
        const at = dialledHop(made);
        const hop = path.hops[at];
        if (edge.vendor.placement !== 'cloud') return [];
        if (hop?.from !== 'edge' || hop.to !== 'workload') return [];
        if (hop.wire === 'istio-mtls') return [];
        return [
          {
            says: { edge: path.edge.title, service: facts.service.meta.name },
            path: index,
            hop: at,
            evidence: hop.evidence,
          },
        ];
      }),
);
