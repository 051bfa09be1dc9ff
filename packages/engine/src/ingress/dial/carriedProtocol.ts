import { protocolOf } from '../../mesh';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { BackendProtocol } from '../vendorDescription';

// Protocols whose requests carry a Host.
const withHost: ReadonlySet<string> = new Set([
  'HTTP',
  'HTTP2',
  'GRPC',
  'GRPC-WEB',
  'HTTPS',
  'AUTO',
]);

/**
 * What an L4 edge carries to a port: what it is declared to serve is what its clients speak, TLS of
 * theirs included.
 */
export function carriedProtocol(
  service: Service,
  { port }: ServicePort,
): BackendProtocol {
  const declared = protocolOf(service, port);
  return {
    protocol: withHost.has(declared) ? 'http' : 'tcp',
    tls: declared === 'HTTPS' || declared === 'TLS' ? 'client' : 'none',
  };
}
