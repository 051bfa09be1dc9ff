// Bytes that end at an Istio gateway pod: it takes them when it has somewhere to send them.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Guarded } from '../authorization/atPod';
import { because } from '../because';
import type { Bytes, Ending } from '../inbound/bytes';
import {
  AtGateway,
  GatewayVerdict,
  gatewayVerdict,
  verdictDoubts,
} from './gatewayVerdict';
import { brokenListenerReasons } from './brokenListeners';
import { silentListenerDoubts } from './silentListeners';
import { podKeyOf, podOf } from '../workload/membership';

const said: Readonly<Record<GatewayVerdict['kind'], string>> = {
  refused: 'refuses the connection',
  lost: 'has nowhere to send it',
  redirected: 'answers with a redirect to https',
  routed: 'has a route for it',
};

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

// Answers that a listener which is not served may be behind.
const unheard: ReadonlySet<string> = new Set([
  'no listener',
  'no filter chain matches',
]);

// Every proxy answers for itself on these ports, health and metrics, and takes no TLS there.
const ownPorts = new Map([
  [15021, 'health checks'],
  [15090, 'reads of its metrics'],
]);

// The judge knows what the control plane sends, not what a proxy starts with.
const staticListeners =
  "The port is the gateway proxy's own: requests for its health or metrics it would answer.";

/** What a gateway pod makes of bytes to one of its container ports. */
export function arriveAtGateway(
  state: ClusterState,
  pod: Pod,
  port: number,
  bytes: Bytes,
): Ending {
  const own = ownPorts.has(port);
  if (own && bytes.direct) return ownListener(pod, port, bytes);
  const { wire, spoken, asked = {} } = bytes;
  const { host = '', path = '/' } = asked;
  const sni = asked.sni ?? (wire === 'istio-mtls' ? '' : host);
  const arriving = { port, tls: wrapping[wire], spoken, host, sni, path };
  const verdict = verdictOf(state, pod, arriving);
  const why = 'why' in verdict ? verdict.why : verdict.kind;
  const [doubt] = [
    ...(own ? [staticListeners] : []),
    ...(verdict.kind === 'refused'
      ? silentListenerDoubts(state, pod, port)
      : []),
    ...verdictDoubts(verdict, arriving),
  ];
  return {
    ...(doubt !== undefined && { doubt }),
    outcome: outcomes[verdict.kind],
    ...(verdict.kind === 'routed' && {
      guarded: { ...guardedBy(verdict, bytes), port },
    }),
    why,
    reasons: [
      because(
        `The Istio gateway ${objectName(pod)}, port ${port}, ${
          said[verdict.kind]
        }${'why' in verdict ? `: ${verdict.why}` : ''}.`,
        [],
        'istio pilot/pkg/networking/core/gateway.go',
      ),
      ...(unheard.has(why) ? brokenListenerReasons(state, pod, port) : []),
    ],
  };
}

type Routed = GatewayVerdict & { readonly kind: 'routed' };

function guardedBy(
  { to, bound: { server } }: Routed,
  { tunnelled, own }: Bytes,
): Pick<Guarded, 'guards' | 'proof'> {
  const guards = 'rule' in to ? (['http'] as const) : (['tcp'] as const);
  if (tunnelled) return { guards, proof: 'somebody' };
  switch (server.tls?.mode) {
    case 'ISTIO_MUTUAL':
      return { guards, proof: own ? 'somebody' : 'sender' };
    case 'MUTUAL':
    case 'OPTIONAL_MUTUAL':
      return { guards, proof: 'somebody' };
    default:
      return { guards, proof: 'nobody' };
  }
}

// Only what kind of verdict it is counts here, and what policies see of it.
function verdictOf(
  state: ClusterState,
  pod: Pod,
  arriving: AtGateway,
): GatewayVerdict {
  const key = podKeyOf(pod);
  return state.ask({
    key: `arrival|${key}|${JSON.stringify(arriving)}`,
    answer: now => gatewayVerdict(now, podOf(now, key) ?? pod, arriving),
    gist: one => [
      'why' in one ? one.why : one.kind,
      one.kind === 'routed' && ['rule' in one.to, one.bound.server.tls?.mode],
      verdictDoubts(one, arriving),
    ],
    // Its client asks.
    holdsState: true,
  });
}

function ownListener(pod: Pod, port: number, { wire }: Bytes): Ending {
  const what = ownPorts.get(port);
  return {
    outcome: wire === 'plaintext' ? 'accepted' : 'rejected',
    why: "the proxy's own listener",
    reasons: [
      because(
        `The proxy of ${objectName(
          pod,
        )} itself answers ${what} on port ${port}, in plaintext.`,
        [],
        'istio tools/packaging/common/envoy_bootstrap.json',
      ),
    ],
  };
}
