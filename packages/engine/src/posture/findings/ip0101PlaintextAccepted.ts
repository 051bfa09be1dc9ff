import { findingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';

/** A hop that counts carries plaintext, and the workload takes it. */
export const ip0101 = findingRule('IP0101', facts =>
  facts.membership === 'none'
    ? []
    : onHops(facts, (hop, judged) =>
        hop.to === 'workload' &&
        hop.wire === 'plaintext' &&
        hop.outcome === 'accepted'
          ? { sender: senderOf(hop, judged), service: facts.service.meta.name }
          : undefined,
      ),
);
