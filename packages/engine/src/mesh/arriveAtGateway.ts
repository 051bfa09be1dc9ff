// Bytes that end at an Istio gateway pod: it takes them when it has somewhere to send them.
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import type { Pod } from '../state/kinds/pod';
import { because } from './because';
import type { Bytes, Ending } from './bytes';
import { AtGateway, gatewayVerdict } from './gatewayVerdict';

const outcomes = {
  refused: 'rejected',
  lost: 'unroutable',
  redirected: 'redirected',
  routed: 'accepted',
} as const;

const wrapping: Readonly<Record<Bytes['wire'], AtGateway['tls']>> = {
  plaintext: 'none',
  'istio-mtls': 'mtls',
  tls: 'tls',
  'app-tls': 'tls',
};

/** What a gateway pod makes of bytes to one of its container ports. */
export function arriveAtGateway(
  state: ClusterState,
  pod: Pod,
  port: number,
  { wire, spoken, asked = {} }: Bytes,
): Ending {
  const { host = '', path = '/' } = asked;
  // A proxy's own mTLS names the cluster as SNI, which no gateway server is for.
  const sni = wire === 'istio-mtls' ? '' : asked.sni ?? host;
  const arriving = { port, tls: wrapping[wire], spoken, host, sni, path };
  const verdict = gatewayVerdict(state, pod, arriving);
  const why = 'why' in verdict ? verdict.why : verdict.kind;
  return {
    outcome: outcomes[verdict.kind],
    why,
    reasons: [
      because(
        `The Istio gateway ${objectName(pod)}, port ${port}, answers: ${why}.`,
        [],
        'istio pilot/pkg/networking/core/gateway.go',
      ),
    ],
  };
}
