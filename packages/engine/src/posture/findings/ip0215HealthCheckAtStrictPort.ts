import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';

/** A cloud's health checks go to the pods as its traffic does: plaintext, without a certificate. */
export const ip0215 = findingRule('IP0215', facts =>
  facts.paths.flatMap(({ facts: made, path }, index) => {
    const { edge } = made;
    const at = dialledHop(made);
    const hop = path.hops[at];
    if (edge.vendor.placement !== 'cloud' || hop?.to !== 'workload') return [];
    const port = facts.ports.find(one => one.posture.port === path.port);
    if (port?.posture.accepts !== 'mtls-only') return [];
    return [
      {
        says: {
          edge: path.edge.title,
          port: port.posture.targetPort ?? path.port,
          service: facts.service.meta.name,
        },
        path: index,
        hop: at,
        evidence: port.posture.evidence,
      },
    ];
  }),
);
