import { onBypasses } from '../bypassFindings';
import { findingRule } from '../finding';

/**
 * A sidecar's HTTP listener goes by Host alone: the Service's address with an external Host ends in
 * passthrough (istio pilot/pkg/networking/core/httproute.go).
 */
export const ip0202 = findingRule('IP0202', facts =>
  onBypasses(facts, 'service-vip', (path, hop) => ({
    edge: path.edge.title,
    host: hop.host ?? 'no Host at all',
    service: facts.service.meta.name,
  })),
);
