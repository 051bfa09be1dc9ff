import type { FindingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';

/** A hop that counts carries plaintext, and the workload takes it. */
export const ip0101: FindingRule = {
  code: 'IP0101',
  severity: 'warning',
  title: 'Plaintext is accepted',
  detect: facts =>
    facts.membership === 'none'
      ? []
      : onHops(facts, (hop, judged) =>
          hop.to === 'workload' &&
          hop.wire === 'plaintext' &&
          hop.outcome === 'accepted'
            ? `${senderOf(hop, judged)} sends plaintext to ${
                facts.service.meta.name
              }, which takes it. At STRICT this path would break.`
            : undefined,
        ),
};
