import type { AskedFor } from '../servicePosture';
import { findingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';
import { isBroken } from '../pathPosture';

const passing: Readonly<Record<AskedFor, string>> = {
  'external authorization': 'whether they may',
  'external processing': 'what to change of them',
  'rate limiting': 'whether they are too many',
  'error pages': 'what to show in the place of errors',
  'token issuer': 'whether their tokens are good',
};

/** An edge asks in vain, and does without the answer (failOpen of the objects that have it ask). */
export const ip0110 = findingRule('IP0110', facts =>
  onHops(facts, (hop, judged) => {
    const { purpose, failsOpen } = judged.path.route;
    if (!purpose || !failsOpen || !isBroken(hop)) return undefined;
    return {
      sender: senderOf(hop, judged),
      service: facts.service.meta.name,
      what: passing[purpose],
    };
  }),
);
