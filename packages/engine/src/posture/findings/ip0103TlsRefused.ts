import { findingRule } from '../finding';
import { isTurnedAway, onHops, senderOf } from '../hopFindings';

/** TLS without mesh identity meets a proxy that will not have it: STRICT, or a port declared HTTP. */
export const ip0103 = findingRule('IP0103', facts =>
  onHops(facts, (hop, judged) =>
    hop.to === 'workload' &&
    (hop.wire === 'tls' || hop.wire === 'app-tls') &&
    isTurnedAway(hop)
      ? { sender: senderOf(hop, judged), service: facts.service.meta.name }
      : undefined,
  ),
);
