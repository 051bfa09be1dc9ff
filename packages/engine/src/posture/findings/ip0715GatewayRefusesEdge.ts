import { findingRule } from '../finding';
import { isTurnedAway, onHops, senderOf } from '../hopFindings';

/**
 * A gateway asks for a certificate that the edge before it does not have, or for TLS that it does not
 * speak; so does the load balancer of the gateway's own Service, where it ends clients' connections.
 */
export const ip0715 = findingRule('IP0715', facts =>
  onHops(facts, (hop, judged) => {
    const sender =
      hop.from === 'edge' ? senderOf(hop, judged) : judged.facts.balancer;
    return hop.to === 'gateway' && sender !== undefined && isTurnedAway(hop)
      ? {
          sender,
          service: facts.service.meta.name,
          why: hop.arrivals[0]?.why || 'it takes none of what is sent',
        }
      : undefined;
  }),
);
