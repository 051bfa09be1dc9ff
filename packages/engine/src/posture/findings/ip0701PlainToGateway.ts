import { findingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';

/** A third-party edge speaks plain HTTP to the Istio gateway behind it. */
export const ip0701 = findingRule('IP0701', facts =>
  onHops(facts, (hop, judged) =>
    hop.to === 'gateway' &&
    hop.wire === 'plaintext' &&
    hop.outcome === 'accepted'
      ? { sender: senderOf(hop, judged) }
      : undefined,
  ),
);
