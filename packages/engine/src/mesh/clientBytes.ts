import type { Bytes } from './arrival';

/** What a client itself puts on a connection. */
export function clientBytes(connection: {
  readonly protocol: 'http' | 'http2' | 'tcp';
  readonly tls?: 'tls' | 'mtls';
}): Bytes {
  const spoken = connection.protocol === 'tcp' ? 'tcp' : 'http';
  if (connection.tls === 'mtls') return { wire: 'istio-mtls', spoken };
  return { wire: connection.tls === 'tls' ? 'app-tls' : 'plaintext', spoken };
}
