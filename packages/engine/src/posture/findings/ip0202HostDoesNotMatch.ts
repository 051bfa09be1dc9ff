import { onBypasses } from '../bypassFindings';
import { findingRule } from '../finding';
import { hiddenFrom } from '../hiddenFrom';
import type { ServiceFacts } from '../serviceFacts';

/**
 * A sidecar's HTTP listener goes by Host alone: the Service's address with an external Host ends in
 * passthrough (istio pilot/pkg/networking/core/httproute.go).
 */
export const ip0202 = findingRule('IP0202', facts =>
  onBypasses(facts, 'service-vip', (path, hop) => ({
    edge: path.edge.title,
    host: hop.host ?? 'no Host at all',
    service: facts.service.meta.name,
  })).filter(({ path }) => !isHidden(facts, path)),
);

// To a sidecar that does not know the Service no Host would help: that is IP0214.
function isHidden({ state, service, paths }: ServiceFacts, path = 0): boolean {
  return hiddenFrom(state, service, paths[path].facts.edge.pods) !== undefined;
}
