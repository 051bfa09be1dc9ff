import type { BackendProtocol } from '../vendorDescription';

const schemes: Readonly<Record<string, BackendProtocol | undefined>> = {
  http: { protocol: 'http', tls: 'none' },
  https: { protocol: 'http', tls: 'edge' },
  grpc: { protocol: 'http2', tls: 'none' },
  grpcs: { protocol: 'http2', tls: 'edge' },
  tcp: { protocol: 'tcp', tls: 'none' },
  tls: { protocol: 'tcp', tls: 'edge' },
};

/** How APISIX speaks to an upstream of a scheme. */
export function bySchemeOf(scheme: string): BackendProtocol | undefined {
  return schemes[scheme];
}
