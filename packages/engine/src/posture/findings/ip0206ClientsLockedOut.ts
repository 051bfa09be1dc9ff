import { findingRule } from '../finding';
import { isTurnedAway, onHops } from '../hopFindings';

/** The edge's own proxy demands mTLS of clients from outside. */
export const ip0206 = findingRule('IP0206', facts =>
  onHops(facts, (hop, { path }) =>
    hop.to === 'edge' && hop.from !== 'gateway' && isTurnedAway(hop)
      ? { edge: path.nodes[hop.toNode].name }
      : undefined,
  ),
);
