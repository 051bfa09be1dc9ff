// What a server of a gateway does with what arrives: istio pkg/config/gateway/gateway.go.
import { listenerProtocol, parseProtocol } from '../outbound/protocolSelection';
import type { MeshServer } from './meshGateway';

export function isHttp(server: MeshServer): boolean {
  return listenerProtocol(parseProtocol(server.protocol)) === 'http';
}

export function passesThrough({ tls }: MeshServer): boolean {
  return tls?.mode === 'PASSTHROUGH' || tls?.mode === 'AUTO_PASSTHROUGH';
}

/** HTTPS whose TLS ends here. */
export function terminatesHttps(server: MeshServer): boolean {
  return (
    parseProtocol(server.protocol) === 'HTTPS' &&
    server.tls !== undefined &&
    !passesThrough(server)
  );
}
