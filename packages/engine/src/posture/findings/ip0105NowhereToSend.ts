import { findingRule } from '../finding';
import { isTurnedAway, onHops, receiverOf, senderOf } from '../hopFindings';

/** The first proxy has no route, no cluster or no endpoint for the connection. */
export const ip0105 = findingRule('IP0105', facts =>
  onHops(facts, (hop, judged) =>
    hop.outcome === 'unroutable' || (isTurnedAway(hop) && hop.wire === 'none')
      ? {
          sender: senderOf(hop, judged),
          asked: hop.host === null ? 'without Host' : `with Host ${hop.host}`,
          service: receiverOf(hop, judged, facts),
          why: hop.arrivals[0]?.why || 'nothing takes it',
        }
      : undefined,
  ),
);
