import type { FindingRule } from '../finding';
import { onHops } from '../hopFindings';

/** The edge's own proxy demands mTLS of clients from outside. */
export const ip0206: FindingRule = {
  code: 'IP0206',
  severity: 'error',
  title: 'The ingress controller turns its own clients away',
  detect: facts =>
    onHops(facts, (hop, { path }) =>
      hop.from === 'client' && hop.outcome === 'rejected'
        ? `The proxy in front of ${path.edge.title} refuses connections from outside.`
        : undefined,
    ),
};
