import { findingRule } from '../finding';
import { onHops, receiverOf, refusingPolicies, senderOf } from '../hopFindings';

/** What mTLS would let in, AuthorizationPolicies refuse, whatever is asked: mesh/authorization. */
export const ip0109 = findingRule('IP0109', facts =>
  onHops(facts, (hop, judged) => {
    const policies = refusingPolicies(hop);
    if (policies.length === 0) return undefined;
    return {
      policies: policies.join(' and '),
      sender: senderOf(hop, judged),
      receiver: receiverOf(hop, judged, facts),
      how:
        hop.wire === 'istio-mtls'
          ? 'with a mesh identity that they do not let in'
          : 'without a mesh identity',
    };
  }),
);
