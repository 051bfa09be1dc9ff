import type { FindingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';

/** Plaintext meets a port that demands mTLS. */
export const ip0102: FindingRule = {
  code: 'IP0102',
  severity: 'error',
  title: 'Plaintext is sent to a STRICT port',
  detect: facts =>
    onHops(facts, (hop, judged) =>
      hop.to === 'workload' &&
      hop.wire === 'plaintext' &&
      hop.outcome === 'rejected'
        ? `${senderOf(hop, judged)} sends plaintext to ${
            facts.service.meta.name
          }, whose proxy closes every connection without a mesh certificate.`
        : undefined,
    ),
};
