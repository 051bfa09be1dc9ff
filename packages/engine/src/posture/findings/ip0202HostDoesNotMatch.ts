import { onBypasses } from '../bypassFindings';
import type { FindingRule } from '../finding';

/**
 * A sidecar's HTTP listener goes by Host alone: the Service's address with an external Host ends in
 * passthrough (istio pilot/pkg/networking/core/httproute.go).
 */
export const ip0202: FindingRule = {
  code: 'IP0202',
  severity: 'warning',
  title: 'The Host does not name the Service',
  detect: facts =>
    onBypasses(
      facts,
      'service-vip',
      (path, hop) =>
        `${path.edge.title} dials the Service's address, but its sidecar routes HTTP by Host, and ${hop.host} is no name of ${facts.service.meta.name}: the connection is passed through as it is.`,
    ),
};
