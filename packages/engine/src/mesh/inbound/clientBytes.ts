import type { Bytes } from './bytes';

/** What a client itself puts on a connection. */
export function clientBytes(connection: {
  readonly protocol: 'http' | 'http2' | 'tcp';
  readonly tls?: 'tls' | 'mtls';
  readonly alpn?: 'other';
  readonly host?: string;
  readonly path?: string;
  readonly sni?: string;
}): Bytes {
  const { host, path, sni } = connection;
  const spoken = connection.protocol === 'tcp' ? 'tcp' : 'http';
  const asked = { host, path, sni };
  if (connection.tls === 'mtls') {
    const foreign = connection.alpn === 'other';
    return {
      wire: 'istio-mtls',
      own: true,
      spoken,
      asked,
      ...(foreign && { foreign }),
    };
  }
  const wire = connection.tls === 'tls' ? 'app-tls' : 'plaintext';
  return { wire, spoken, asked };
}
