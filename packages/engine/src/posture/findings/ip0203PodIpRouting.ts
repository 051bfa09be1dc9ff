import { onBypasses } from '../bypassFindings';
import { findingRule } from '../finding';

/** An edge with a sidecar dials pod IPs, which its sidecar knows as no Service. */
export const ip0203 = findingRule('IP0203', facts =>
  onBypasses(facts, 'pod-ip', path => ({
    edge: path.edge.title,
    service: facts.service.meta.name,
  })),
);
