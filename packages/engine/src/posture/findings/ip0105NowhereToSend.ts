import type { FindingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';

/** The first proxy has no route, no cluster or no endpoint for the connection. */
export const ip0105: FindingRule = {
  code: 'IP0105',
  severity: 'error',
  title: 'The connection has nowhere to go',
  detect: facts =>
    onHops(facts, (hop, judged) =>
      hop.outcome === 'unroutable' ||
      (hop.outcome === 'rejected' && hop.wire === 'none') ||
      (hop.outcome === 'redirected' && hop.from === 'edge')
        ? `${senderOf(hop, judged)}'s connection${
            hop.host === null ? '' : ` with Host ${hop.host}`
          } ends before it reaches ${facts.service.meta.name}: ${
            hop.arrivals[0]?.why || 'nothing takes it'
          }.`
        : undefined,
    ),
};
