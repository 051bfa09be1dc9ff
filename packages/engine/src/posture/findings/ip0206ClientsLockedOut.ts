import { findingRule } from '../finding';
import { onHops } from '../hopFindings';

/** The edge's own proxy demands mTLS of clients from outside. */
export const ip0206 = findingRule('IP0206', facts =>
  onHops(facts, (hop, { path }) =>
    hop.from === 'client' && hop.outcome === 'rejected'
      ? { edge: path.edge.title }
      : undefined,
  ),
);
