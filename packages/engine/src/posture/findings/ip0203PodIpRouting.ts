import { onBypasses } from '../bypassFindings';
import type { FindingRule } from '../finding';

/** An edge with a sidecar dials pod IPs, which its sidecar knows as no Service. */
export const ip0203: FindingRule = {
  code: 'IP0203',
  severity: 'warning',
  title: 'Pod-IP routing bypasses the mesh',
  detect: facts =>
    onBypasses(
      facts,
      'pod-ip',
      path =>
        `${path.edge.title} has a sidecar but dials the pods of ${facts.service.meta.name} by IP. Its sidecar knows no Service by those addresses and passes the bytes on as they are.`,
    ),
};
