import { Connection, Hop, Path } from '@ingress-posture/engine';

/**
 * A hop as the question that one would ask of it. Null where nobody knows what is dialled, and for what
 * an Istio gateway sends on: its routes decide that, and not the connection.
 */
export function connectionOf(path: Path, hop: Hop): Connection | null {
  const { address, port, host } = hop;
  if (!address || !port || hop.from === 'gateway') return null;
  return {
    from: clientOf(path, hop),
    address,
    port,
    protocol: spoken(hop.protocol),
    ...(host && host !== '*' && { host }),
    ...(encrypts(hop) && { tls: 'tls' as const }),
  };
}

/** The workload that opens it, by the name that its pods begin with; null outside every mesh. */
function clientOf({ nodes, edge }: Path, hop: Hop): string | null {
  const { role, pods } = nodes[hop.fromNode];
  return role === 'edge' && pods ? `${edge.namespace}/${edge.name}` : null;
}

function spoken(protocol: string): Connection['protocol'] {
  if (/^(HTTP2|GRPC)/.test(protocol)) return 'http2';
  return /^HTTP|^AUTO/.test(protocol) ? 'http' : 'tcp';
}

/** Whether the client itself speaks TLS; Istio mTLS is its proxy's business. */
function encrypts({ wire }: Hop): boolean {
  return wire === 'tls' || wire === 'app-tls';
}
