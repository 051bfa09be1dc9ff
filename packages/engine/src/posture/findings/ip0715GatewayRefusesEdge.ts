import { findingRule } from '../finding';
import { isTurnedAway, onHops, senderOf } from '../hopFindings';

/** A gateway asks for a certificate that the edge before it does not have, or for TLS that it does not speak. */
export const ip0715 = findingRule('IP0715', facts =>
  onHops(facts, (hop, judged) =>
    hop.to === 'gateway' && hop.from === 'edge' && isTurnedAway(hop)
      ? {
          sender: senderOf(hop, judged),
          service: facts.service.meta.name,
          why: hop.arrivals[0]?.why || 'it takes none of what is sent',
        }
      : undefined,
  ),
);
