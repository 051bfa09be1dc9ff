// How Istio names the protocol of a port: istio pkg/config/kube/conversion.go, pkg/config/protocol/instance.go.
import type { Service, ServicePort } from '../../state/kinds/service';

/** AUTO: not said, so proxies look at the first bytes. */
export type Protocol =
  | 'HTTP'
  | 'HTTP2'
  | 'GRPC'
  | 'GRPC-WEB'
  | 'HTTP_PROXY'
  | 'TCP'
  | 'TLS'
  | 'HTTPS'
  | 'MONGO'
  | 'REDIS'
  | 'MYSQL'
  | 'UDP'
  | 'AUTO';

/** What kind of listener a protocol needs. */
export type ListenerProtocol = 'http' | 'tcp' | 'auto' | 'none';

const byName: Readonly<Record<string, Protocol>> = {
  tcp: 'TCP',
  udp: 'UDP',
  grpc: 'GRPC',
  'grpc-web': 'GRPC-WEB',
  http: 'HTTP',
  http_proxy: 'HTTP_PROXY',
  http2: 'HTTP2',
  https: 'HTTPS',
  tls: 'TLS',
  mongo: 'MONGO',
  redis: 'REDIS',
  mysql: 'MYSQL',
};

const byAppProtocol: Readonly<Record<string, Protocol>> = {
  'kubernetes.io/h2c': 'HTTP2',
  'kubernetes.io/ws': 'HTTP',
  'kubernetes.io/wss': 'HTTPS',
};

// Ports whose servers speak first: looking at the client's bytes would wait for ever.
const serverFirst: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

const http: ReadonlySet<Protocol> = new Set([
  'HTTP',
  'HTTP2',
  'GRPC',
  'GRPC-WEB',
  'HTTP_PROXY',
]);

/** A protocol's name as Istio's own resources write it. */
export function parseProtocol(name: string): Protocol {
  const lower = name.toLowerCase();
  return Object.prototype.hasOwnProperty.call(byName, lower)
    ? byName[lower]
    : 'AUTO';
}

/** Protocol of a port of a Service, as Istio selects it; AUTO when it has no such port. */
export function protocolOf(
  service: Service,
  port: ServicePort | number,
): Protocol {
  const found =
    typeof port === 'number'
      ? service.ports.find(one => one.port === port)
      : port;
  return found ? protocolOfPort(found) : 'AUTO';
}

/** The same of a port at hand. `appProtocol` beats the name. */
export function protocolOfPort(port: ServicePort): Protocol {
  if (port.protocol === 'UDP') return 'UDP';
  const name = port.appProtocol ?? port.name ?? '';
  const known = byAppProtocol[name];
  if (port.appProtocol !== undefined && known) return known;
  const protocol = parseProtocol(protocolPart(name));
  return protocol === 'AUTO' && serverFirst.has(port.port) ? 'TCP' : protocol;
}

// `grpc-web-public` is gRPC-Web, `http-public` HTTP.
function protocolPart(name: string): string {
  const dash = name.indexOf('-');
  if (dash < 0 || /^grpc-web(-|$)/i.test(name))
    return name.slice(0, 8).toLowerCase() === 'grpc-web' ? 'grpc-web' : name;
  return name.slice(0, dash);
}

export function listenerProtocol(protocol: Protocol): ListenerProtocol {
  if (http.has(protocol)) return 'http';
  if (protocol === 'AUTO') return 'auto';
  return protocol === 'UDP' ? 'none' : 'tcp';
}

/** TLS that the mesh carries through: routed by SNI. */
export function isTls(protocol: Protocol): boolean {
  return protocol === 'TLS' || protocol === 'HTTPS';
}
