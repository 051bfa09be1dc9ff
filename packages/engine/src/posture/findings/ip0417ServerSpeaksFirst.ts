import {
  inboundCapture,
  membership,
  meshConfigFor,
  mtlsMode,
  podOf,
} from '../../mesh';
import { podKey } from '../../path/sources';
import type { Pod } from '../../state/kinds/pod';
import { findingRule } from '../finding';
import { onHops } from '../hopFindings';
import type { ServiceFacts } from '../serviceFacts';

/** Protocols in which a client waits for the server's greeting: RFC 959, 5321, 1939, 3501; MySQL's handshake. */
const greeting: ReadonlyMap<number, string> = new Map([
  [21, 'FTP'],
  [25, 'SMTP'],
  [110, 'POP3'],
  [143, 'IMAP'],
  [587, 'SMTP'],
  [3306, 'MySQL'],
]);

/**
 * A PERMISSIVE sidecar tells mTLS from plaintext by the client's first bytes, and waits for them: istio
 * pilot/pkg/networking/core/listener_inbound.go, where ListenerFiltersTimeout is protocolDetectionTimeout.
 */
export const ip0417 = findingRule('IP0417', facts =>
  onHops(facts, hop => {
    if (hop.to !== 'workload' || hop.wire !== 'plaintext') return undefined;
    for (const { pod: key, port, outcome } of hop.arrivals) {
      const pod = outcome === 'accepted' && podOf(facts.state, key);
      const protocol = protocolAt(facts, port);
      if (!pod || !protocol || !waitsForClient(facts, pod, port)) continue;
      return { protocol, port, service: facts.service.meta.name };
    }
    return undefined;
  }),
);

/** By the number of the container port, or of a port of the Service that leads there. */
function protocolAt(facts: ServiceFacts, port: number): string | undefined {
  const numbers = facts.ports
    .filter(one => one.posture.targetPort === port)
    .map(one => one.posture.port);
  return [port, ...numbers].flatMap(one => greeting.get(one) ?? [])[0];
}

function waitsForClient(
  { state }: ServiceFacts,
  pod: Pod,
  port: number,
): boolean {
  const key = podKey(pod);
  return (
    membership(state, key).mesh === 'sidecar' &&
    inboundCapture(pod, port).captured &&
    mtlsMode(state, key, port).mode === 'PERMISSIVE' &&
    /^0(\.0+)?[a-zµ]*$/.test(meshConfigFor(state, pod).protocolDetectionTimeout)
  );
}
