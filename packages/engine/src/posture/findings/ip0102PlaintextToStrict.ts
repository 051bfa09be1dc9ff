import { findingRule } from '../finding';
import { isTurnedAway, onHops, senderOf } from '../hopFindings';

/** Plaintext meets a port that demands mTLS. */
export const ip0102 = findingRule('IP0102', facts =>
  onHops(facts, (hop, judged) =>
    hop.to === 'workload' && hop.wire === 'plaintext' && isTurnedAway(hop)
      ? { sender: senderOf(hop, judged), service: facts.service.meta.name }
      : undefined,
  ),
);
