// What becomes of bytes at the pod they end at.
import type { Outcome, Reason, Wire } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import type { Pod } from '../state/kinds/pod';
import { because } from './because';
import { inboundCapture } from './capture';
import {
  ArrivingBytes,
  ChainVerdict,
  inboundFilterChain,
} from './inboundFilterChain';
import { inboundPort } from './inboundPort';
import { gatewayVerdict } from './gatewayVerdict';
import { meshOf, proxyRole } from './membership';
import { modeOfPod } from './mtlsMode';

/** Bytes on the last leg: how proxies wrapped them, what the client itself made of them. */
export interface Bytes {
  readonly wire: Exclude<Wire, 'none' | 'unknown'>;
  readonly spoken: 'http' | 'tcp';
  /** The client's own TLS is inside of what proxies wrapped around it. */
  readonly inside?: boolean;
  /** What the client asks for; a gateway at the end goes by it. */
  readonly asked?: {
    readonly host?: string;
    readonly path?: string;
    readonly sni?: string;
  };
}

export interface Ending {
  readonly outcome: Outcome;
  readonly why: string;
  readonly reasons: readonly Reason[];
  /** Something that makes the ending less than proven. */
  readonly doubt?: string;
}

const source =
  'istio pilot/pkg/networking/core/filterchain_options.go, sidecar_simulation_test.go TestInbound';

/** What a workload pod makes of bytes to one of its container ports. */
export function arriveAt(
  state: ClusterState,
  pod: Pod,
  port: number,
  bytes: Bytes,
): Ending {
  if (proxyRole(pod) === 'gateway') return atGateway(state, pod, port, bytes);
  const capture = inboundCapture(pod, port);
  if (!capture.captured) {
    return atApplication(pod, bytes, 'no proxy on the way in', capture.reasons);
  }
  return meshOf(pod) === 'ambient'
    ? atZtunnel(state, pod, port, bytes)
    : atSidecar(state, pod, port, bytes);
}

function atApplication(
  pod: Pod,
  bytes: Bytes,
  why: string,
  reasons: readonly Reason[],
): Ending {
  if (bytes.wire !== 'istio-mtls') {
    return { outcome: 'accepted', why, reasons };
  }
  return {
    outcome: 'rejected',
    why: 'mTLS straight to the application',
    reasons: [
      ...reasons,
      because(
        `Mesh mTLS reaches the application of ${objectName(
          pod,
        )} itself, which cannot read it.`,
      ),
    ],
  };
}

function atGateway(
  state: ClusterState,
  pod: Pod,
  port: number,
  { wire, spoken, asked = {} }: Bytes,
): Ending {
  const { host = '', path = '/' } = asked;
  // A proxy's own mTLS names the cluster as SNI, which no gateway server is for.
  const sni = wire === 'istio-mtls' ? '' : asked.sni ?? host;
  const tls =
    wire === 'istio-mtls' ? 'mtls' : wire === 'plaintext' ? 'none' : 'tls';
  const arriving = { port, tls, spoken, host, sni, path } as const;
  const verdict = gatewayVerdict(state, pod, arriving);
  const outcomes = {
    refused: 'rejected',
    lost: 'unroutable',
    redirected: 'redirected',
    routed: 'accepted',
  } as const;
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

function atZtunnel(
  state: ClusterState,
  pod: Pod,
  port: number,
  bytes: Bytes,
): Ending {
  if (bytes.wire === 'istio-mtls') {
    return { outcome: 'accepted', why: 'HBONE', reasons: [] };
  }
  const { mode, reasons } = modeOfPod(state, pod, port);
  return mode === 'STRICT'
    ? { outcome: 'rejected', why: 'ztunnel: no identity', reasons }
    : { outcome: 'accepted', why: 'ztunnel', reasons };
}

function atSidecar(
  state: ClusterState,
  pod: Pod,
  port: number,
  bytes: Bytes,
): Ending {
  const listener = inboundPort(state, pod, port);
  const { mode, reasons } = modeOfPod(state, pod, port);
  const arriving: ArrivingBytes = {
    wrapped: bytes.wire === 'app-tls' ? 'tls' : bytes.wire,
    spoken: bytes.spoken,
  };
  const verdict = inboundFilterChain(listener.protocol, mode, arriving);
  const outcome =
    verdict === 'taken' || (verdict === 'raw' && bytes.wire !== 'istio-mtls')
      ? 'accepted'
      : 'rejected';
  const doubtful = bytes.inside && listener.protocol === 'http';
  return {
    ...(doubtful && { doubt: nestedTls }),
    outcome,
    why: chainName(port, listener.unknown, verdict, bytes),
    reasons: [
      ...reasons,
      ...listener.reasons,
      because(sentence(objectName(pod), port, arriving, verdict), [], source),
    ],
  };
}

// The judge looks at the protocol inside the client's TLS; a codec would stumble over the TLS itself.
const nestedTls =
  'The client starts TLS of its own inside mesh mTLS towards a port that is known as HTTP.';

function chainName(
  port: number,
  unknown: boolean,
  verdict: ChainVerdict,
  bytes: Bytes,
): string {
  if (verdict === 'no-chain') return 'no filter chain matches';
  if (verdict === 'no-certificate') return 'client certificate required';
  if (verdict === 'not-http') return 'protocol error';
  if (verdict === 'raw' && bytes.wire === 'istio-mtls') {
    return 'mTLS handed to the application';
  }
  return unknown
    ? 'virtualInbound; InboundPassthroughCluster'
    : `0.0.0.0_${port}; inbound|${port}||`;
}

const words: Readonly<Record<ArrivingBytes['wrapped'], string>> = {
  plaintext: 'plaintext',
  tls: 'TLS without a mesh identity',
  'istio-mtls': 'mesh mTLS',
};

function sentence(
  name: string,
  port: number,
  { wrapped }: ArrivingBytes,
  verdict: ChainVerdict,
): string {
  const what = `${words[wrapped]} on port ${port}`;
  switch (verdict) {
    case 'taken':
      return `${name} takes ${what}.`;
    case 'raw':
      return `${name} hands ${what} to its application as it is.`;
    case 'no-chain':
      return `${name} refuses ${what}: no filter chain matches it, the connection is closed.`;
    case 'no-certificate':
      return `${name} refuses ${what}: it asks for a mesh certificate that the client does not have.`;
    case 'not-http':
      return `${name} refuses ${what}: its sidecar expects plain HTTP there.`;
    default:
      return name;
  }
}
