import { findingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';

/** The edge ends TLS and speaks plain HTTP on to a Gateway that sends everybody to https: a circle. */
export const ip0702 = findingRule('IP0702', facts =>
  onHops(facts, (hop, judged) =>
    hop.from === 'edge' && hop.outcome === 'redirected'
      ? { sender: senderOf(hop, judged), service: facts.service.meta.name }
      : undefined,
  ),
);
