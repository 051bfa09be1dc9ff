// What a sidecar makes of bytes, by port, mode and what they are wrapped in: the calls and results of istio
// pilot/pkg/networking/core/sidecar_simulation_test.go TestInbound, in our words.

/** What arrives, and the container port that it is for. */
export interface InboundCall {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'http' | 'http2' | 'tcp';
  readonly tls?: 'tls' | 'mtls';
  readonly under: Readonly<Record<Mode, Verdict>>;
}

export const inboundModes = ['disable', 'permissive', 'strict'] as const;
export type Mode = (typeof inboundModes)[number];

/**
 * `taken`: it reaches the application, opened or as it came; `undecrypted`: so does mesh mTLS, which the
 * application cannot read; the others are why it does not.
 */
export type Verdict =
  | 'taken'
  | 'undecrypted'
  | 'no filter chain'
  | 'no certificate'
  | 'not HTTP';

const ports = { tcp: 70, http: 80, sniffed: 81, unknown: 82 };

const plaintext = under('taken', 'taken', 'no filter chain');
const tlsThrough = under('taken', 'taken', 'no certificate');
const mtls = under('undecrypted', 'taken', 'taken');
const tlsToHttp = under('not HTTP', 'no filter chain', 'no certificate');

export const inboundCalls: readonly InboundCall[] = [
  {
    name: 'bytes to a TCP port',
    port: ports.tcp,
    protocol: 'tcp',
    under: plaintext,
  },
  {
    name: 'HTTP to a TCP port',
    port: ports.tcp,
    protocol: 'http',
    under: plaintext,
  },
  {
    name: 'TLS to a TCP port',
    port: ports.tcp,
    protocol: 'tcp',
    tls: 'tls',
    under: tlsThrough,
  },
  {
    name: 'HTTPS to a TCP port',
    port: ports.tcp,
    protocol: 'http',
    tls: 'tls',
    under: tlsThrough,
  },
  {
    name: 'bytes in mTLS to a TCP port',
    port: ports.tcp,
    protocol: 'tcp',
    tls: 'mtls',
    under: mtls,
  },
  {
    name: 'HTTP in mTLS to a TCP port',
    port: ports.tcp,
    protocol: 'http',
    tls: 'mtls',
    under: mtls,
  },
  {
    name: 'HTTP to an HTTP port',
    port: ports.http,
    protocol: 'http',
    under: plaintext,
  },
  {
    name: 'TLS to an HTTP port',
    port: ports.http,
    protocol: 'tcp',
    tls: 'tls',
    under: tlsToHttp,
  },
  {
    name: 'HTTPS to an HTTP port',
    port: ports.http,
    protocol: 'http',
    tls: 'tls',
    under: tlsToHttp,
  },
  {
    name: 'HTTP in mTLS to an HTTP port',
    port: ports.http,
    protocol: 'http',
    tls: 'mtls',
    under: under('not HTTP', 'taken', 'taken'),
  },
  {
    name: 'bytes to an HTTP port',
    port: ports.http,
    protocol: 'tcp',
    under: under('not HTTP', 'not HTTP', 'no filter chain'),
  },
  {
    name: 'HTTP to a sniffed port',
    port: ports.sniffed,
    protocol: 'http',
    under: plaintext,
  },
  {
    name: 'HTTP/2 to a sniffed port',
    port: ports.sniffed,
    protocol: 'http2',
    under: plaintext,
  },
  {
    name: 'bytes to a sniffed port',
    port: ports.sniffed,
    protocol: 'tcp',
    under: plaintext,
  },
  {
    name: 'TLS to a sniffed port',
    port: ports.sniffed,
    protocol: 'tcp',
    tls: 'tls',
    under: tlsThrough,
  },
  {
    name: 'HTTPS to a sniffed port',
    port: ports.sniffed,
    protocol: 'http',
    tls: 'tls',
    under: tlsThrough,
  },
  {
    name: 'bytes in mTLS to a sniffed port',
    port: ports.sniffed,
    protocol: 'tcp',
    tls: 'mtls',
    under: mtls,
  },
  {
    name: 'HTTP in mTLS to a sniffed port',
    port: ports.sniffed,
    protocol: 'http',
    tls: 'mtls',
    under: mtls,
  },
  {
    name: 'HTTP to a port of no Service',
    port: ports.unknown,
    protocol: 'http',
    under: plaintext,
  },
  {
    name: 'bytes to a port of no Service',
    port: ports.unknown,
    protocol: 'tcp',
    under: plaintext,
  },
  {
    name: 'TLS to a port of no Service',
    port: ports.unknown,
    protocol: 'tcp',
    tls: 'tls',
    under: tlsThrough,
  },
  {
    name: 'HTTPS to a port of no Service',
    port: ports.unknown,
    protocol: 'http',
    tls: 'tls',
    under: tlsThrough,
  },
  {
    name: 'HTTP in mTLS to a port of no Service',
    port: ports.unknown,
    protocol: 'http',
    tls: 'mtls',
    under: mtls,
  },
];

function under(
  disable: Verdict,
  permissive: Verdict,
  strict: Verdict,
): InboundCall['under'] {
  return { disable, permissive, strict };
}
