// What a workload's sidecar does with bytes: istio pilot/pkg/networking/core/filterchain_options.go,
// asserted by sidecar_simulation_test.go TestInbound.
import type { MtlsModeName } from '../../posture/servicePosture';
import type { ListenerProtocol } from '../outbound/protocolSelection';

/** What arrives: how it is wrapped, and what is spoken inside. */
export interface ArrivingBytes {
  readonly wrapped: 'plaintext' | 'tls' | 'istio-mtls' | 'foreign-mtls';
  readonly spoken: 'http' | 'tcp';
}

/**
 * `raw`: delivered undecrypted; `no-chain`: no filter chain fits, closed; `no-certificate`: the
 * handshake fails for want of a client certificate; `not-http`: the HTTP codec gives up.
 */
export type ChainVerdict =
  | 'taken'
  | 'raw'
  | 'no-chain'
  | 'no-certificate'
  | 'not-http';

/** Verdict of the filter chains of one inbound port. */
export function inboundFilterChain(
  protocol: ListenerProtocol,
  mode: MtlsModeName,
  { wrapped, spoken }: ArrivingBytes,
): ChainVerdict {
  if (mode === 'STRICT' && wrapped === 'plaintext') return 'no-chain';
  if (mode === 'STRICT' && wrapped === 'tls') return 'no-certificate';
  // Where plaintext is taken too, mesh mTLS is told by its ALPN; without, it is TLS like any other.
  if (mode === 'PERMISSIVE' && wrapped === 'foreign-mtls') {
    return protocol === 'http' ? 'no-chain' : 'raw';
  }
  if (protocol !== 'http') return opaque(mode, wrapped);
  if (wrapped === 'tls') return mode === 'DISABLE' ? 'not-http' : 'no-chain';
  if (wrapped !== 'plaintext' && mode === 'DISABLE') return 'not-http';
  return spoken === 'http' ? 'taken' : 'not-http';
}

// A port that is not known as HTTP passes on what it cannot or need not open.
function opaque(
  mode: MtlsModeName,
  wrapped: ArrivingBytes['wrapped'],
): ChainVerdict {
  if (wrapped === 'tls') return 'raw';
  return wrapped !== 'plaintext' && mode === 'DISABLE' ? 'raw' : 'taken';
}
