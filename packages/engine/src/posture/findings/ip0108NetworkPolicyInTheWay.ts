import { hbonePort } from '../../path/barriers';
import { findingRule } from '../finding';
import { receiverOf, senderOf } from '../hopFindings';

/** Where a hop's connection meets NetworkPolicies none of whose rules lets it through: path/barriers.ts. */
export const ip0108 = findingRule('IP0108', facts =>
  facts.paths.flatMap((judged, path) =>
    judged.path.hops.flatMap((hop, index) =>
      (hop.barriers ?? []).map(({ policies, way, port }) => ({
        says: {
          policies: policies.join(' and '),
          sender: senderOf(hop, judged),
          way: way === 'ingress' ? 'in to' : 'out to',
          receiver: receiverOf(hop, judged, facts),
          port: port === hbonePort ? `${port}, that of HBONE` : port,
        },
        path,
        hop: index,
        evidence: hop.evidence.filter(one => policies.includes(one.object)),
      })),
    ),
  ),
);
