import { findingRule } from '../finding';
import { isTurnedAway, onHops, receiverOf, senderOf } from '../hopFindings';

/** Mesh mTLS ends where nothing can read it: DISABLE, or a port that is not captured. */
export const ip0104 = findingRule('IP0104', facts =>
  onHops(facts, (hop, judged) =>
    hop.wire === 'istio-mtls' && isTurnedAway(hop)
      ? {
          sender: senderOf(hop, judged),
          service: receiverOf(hop, judged, facts),
        }
      : undefined,
  ),
);
