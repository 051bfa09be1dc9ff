import type { FindingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';

/** A third-party edge speaks plain HTTP to the Istio gateway behind it. */
export const ip0701: FindingRule = {
  code: 'IP0701',
  severity: 'info',
  title: 'Plain HTTP towards the Istio gateway',
  detect: facts =>
    onHops(facts, (hop, judged) =>
      hop.to === 'gateway' &&
      hop.wire === 'plaintext' &&
      hop.outcome === 'accepted'
        ? `${senderOf(
            hop,
            judged,
          )} speaks plaintext to the Istio gateway; mTLS begins only there.`
        : undefined,
    ),
};
