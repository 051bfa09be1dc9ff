import type { FindingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';

/** TLS without mesh identity meets a proxy that will not have it: STRICT, or a port declared HTTP. */
export const ip0103: FindingRule = {
  code: 'IP0103',
  severity: 'error',
  title: "TLS is sent that the workload's proxy refuses",
  detect: facts =>
    onHops(facts, (hop, judged) =>
      hop.to === 'workload' &&
      (hop.wire === 'tls' || hop.wire === 'app-tls') &&
      hop.outcome === 'rejected'
        ? `${senderOf(hop, judged)} starts TLS of its own towards ${
            facts.service.meta.name
          }, whose proxy refuses it.`
        : undefined,
    ),
};
