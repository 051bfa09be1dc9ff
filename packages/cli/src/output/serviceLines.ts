import type { Hop, Path, PortPosture } from '@ingress-posture/engine';
import { isIPv6 } from 'node:net';

/**
 * "Path through ingress-nginx, Ingress shop/web, shop.example.com/: rejected, standalone"; where the edge
 * only asks about requests, "external authorization for Ingress shop/web".
 */
export function pathTitle({ route, edge, posture, mode }: Path): string {
  const address = `${route.host ?? 'any host'}${route.path ?? ''}`;
  const purpose = route.purpose ? `${route.purpose} for ` : '';
  return `Path through ${edge.title}, ${purpose}${route.kind} ${route.namespace}/${route.name}, ${address}: ${posture}, ${mode}`;
}

/** "ingress-nginx -> cart: pod-ip 10.4.0.7:8080, Host shop.example.com, plaintext, rejected". */
export function hopLine(path: Path, hop: Hop): string {
  const ends = [hop.fromNode, hop.toNode].map(node => path.nodes[node]?.name);
  const facts = [
    `${hop.addressing} ${destination(hop)}`.trimEnd(),
    ...(hop.host === null ? [] : [`Host ${hop.host}`]),
    hop.wire,
    hop.outcome,
  ];
  return `${ends.join(' -> ')}: ${facts.join(', ')}`;
}

function destination({ address, port }: Hop): string {
  if (port === null) return address ?? '';
  if (address === null) return `port ${port}`;
  return `${isIPv6(address) ? `[${address}]` : address}:${port}`;
}

const takes: Readonly<Record<PortPosture['accepts'], string>> = {
  'mtls-only': 'takes mTLS only',
  both: 'takes mTLS and plaintext',
  'plaintext-only': 'takes plaintext only',
  unknown: 'what it takes is not known',
};

/** "80 (http) to 8080: HTTP, STRICT, takes mTLS only". */
export function portLine(port: PortPosture): string {
  const { name, targetPort, protocol, mtlsMode, accepts } = port;
  const number = name === undefined ? port.port : `${port.port} (${name})`;
  const target = targetPort === null ? 'no target' : `to ${targetPort}`;
  const mode = mtlsMode === null ? [] : [mtlsMode];
  const facts = [protocol, ...mode, takes[accepts]].join(', ');
  return `${number} ${target}: ${facts}`;
}
