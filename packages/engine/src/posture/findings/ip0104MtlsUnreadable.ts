import type { FindingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';

/** Mesh mTLS ends where nothing can read it: DISABLE, or a port that is not captured. */
export const ip0104: FindingRule = {
  code: 'IP0104',
  severity: 'error',
  title: 'mTLS reaches something that cannot read it',
  detect: facts =>
    onHops(facts, (hop, judged) =>
      hop.wire === 'istio-mtls' && hop.outcome === 'rejected'
        ? `${senderOf(hop, judged)}'s proxy sends mTLS to ${
            facts.service.meta.name
          }, but no proxy there takes it.`
        : undefined,
    ),
};
