// Bytes that a workload's sidecar takes in.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Guarded } from '../authorization/atPod';
import { because } from '../because';
import type { Bytes, Ending } from './bytes';
import {
  ArrivingBytes,
  ChainVerdict,
  inboundFilterChain,
} from './inboundFilterChain';
import { inboundPort } from './inboundPort';
import type { ListenerProtocol } from '../outbound/protocolSelection';
import { modeOfPod } from '../policy/mtlsMode';

const source =
  'istio pilot/pkg/networking/core/filterchain_options.go, sidecar_simulation_test.go TestInbound';

// The judge looks at the protocol inside the client's TLS; a codec would stumble over the TLS itself.
const nestedTls =
  'The client starts TLS of its own inside mesh mTLS towards a port that is known as HTTP.';

// Deduced from filterchain_options.go; no test of Istio's asserts it.
const otherAlpn =
  'The client has a mesh identity but no ALPN of Istio, which Istio itself does not test.';

/** What a sidecar makes of bytes to one of its workload's container ports. */
export function arriveAtSidecar(
  state: ClusterState,
  pod: Pod,
  port: number,
  bytes: Bytes,
): Ending {
  const listener = inboundPort(state, pod, port);
  // Inside of HBONE there is no mTLS: listener_inbound.go buildInboundHBONEListeners.
  const { mode, reasons } = bytes.tunnelled
    ? { mode: 'DISABLE' as const, reasons: [] }
    : modeOfPod(state, pod, listener.bound ? 0 : port);
  const arriving: ArrivingBytes = {
    wrapped: wrappingOf(bytes),
    spoken: bytes.spoken,
  };
  const verdict = inboundFilterChain(listener.protocol, mode, arriving);
  const outcome =
    verdict === 'taken' ||
    (verdict === 'raw' && (bytes.tunnelled || bytes.wire !== 'istio-mtls'))
      ? 'accepted'
      : 'rejected';
  const nested =
    bytes.inside && !bytes.tunnelled && listener.protocol === 'http';
  return {
    ...(listener.doubt !== undefined && { doubt: listener.doubt }),
    ...(nested && { doubt: nestedTls }),
    ...(bytes.foreign && { doubt: otherAlpn }),
    outcome,
    guarded: guardedBy(port, listener.protocol, verdict, bytes),
    why: chainName(port, listener.unknown, verdict, bytes),
    reasons: [
      ...reasons,
      ...listener.reasons,
      because(sentence(objectName(pod), port, arriving, verdict), [], source),
    ],
  };
}

// What goes through raw, no proxy looks into: it has seen no certificate.
function guardedBy(
  port: number,
  protocol: ListenerProtocol,
  verdict: ChainVerdict,
  bytes: Bytes,
): Guarded {
  const { wire, own, tunnelled } = bytes;
  const isProven = verdict === 'taken' || tunnelled;
  const certified = own ? 'somebody' : 'sender';
  return {
    guards: guardsOf(protocol, verdict, bytes),
    proof: wire === 'istio-mtls' && isProven ? certified : 'nobody',
    // HBONE comes in at a port of the proxy's own.
    ...(!tunnelled && { port }),
  };
}

// Plaintext is sniffed; under mTLS a sniffed port goes by the ALPN that the client's proxy chose.
function guardsOf(
  protocol: ListenerProtocol,
  verdict: ChainVerdict,
  { wire, spoken, inside }: Bytes,
): Guarded['guards'] {
  if (protocol === 'http') return ['http'];
  const isHttp = spoken === 'http' && verdict === 'taken' && !inside;
  if (protocol === 'tcp' || !isHttp) return ['tcp'];
  return wire === 'plaintext' ? ['http'] : ['http', 'tcp'];
}

function wrappingOf({
  wire,
  foreign,
  tunnelled,
  inside,
}: Bytes): ArrivingBytes['wrapped'] {
  if (tunnelled) return inside ? 'tls' : 'plaintext';
  if (wire === 'app-tls') return 'tls';
  return foreign ? 'foreign-mtls' : wire;
}

function chainName(
  port: number,
  unknown: boolean,
  verdict: ChainVerdict,
  bytes: Bytes,
): string {
  if (verdict === 'no-chain') return 'no filter chain matches';
  if (verdict === 'no-certificate') return 'client certificate required';
  if (verdict === 'not-http') return 'protocol error';
  if (verdict === 'raw' && bytes.wire === 'istio-mtls' && !bytes.tunnelled) {
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
  'foreign-mtls': 'mTLS of the mesh with another ALPN',
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
