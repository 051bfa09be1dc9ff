// Which servers share the ports of a gateway pod, and which are left out: istio pilot/pkg/model/gateway.go mergeGateways.
import type { BoundServer } from './gatewayServers';
import { isHttp, terminatesHttps } from './serverKinds';

/** What Istio remembers of a port while it takes servers, oldest first. */
interface Port {
  /** Where plaintext was last taken; with another address, whatever came before is forgotten. */
  plain?: Pick<BoundServer, 'slot' | 'server'>;
  readonly slots: Set<string>;
  /** The last address of each host of TLS: CheckDuplicates. */
  readonly tlsHosts: Map<string, string>;
}

/** A server before it is known which others it is merged with. */
export type Claim = Omit<BoundServer, 'slot'>;

/** The servers that are taken, each with the slot that it is merged into. */
export function withoutConflicts(
  claims: readonly Claim[],
): readonly BoundServer[] {
  const ports = new Map<number, Port>();
  const routeNames = new Set<string>();
  return claims.flatMap(claim => {
    const known = ports.get(claim.port);
    const port = known ?? { slots: new Set(), tlsHosts: new Map() };
    ports.set(claim.port, port);
    if (repeatsHosts(claim, port)) return [];
    const slot = known ? slotFor(claim, port, routeNames) : open(claim, port);
    if (slot === undefined) return [];
    if (claim.routeName !== '') routeNames.add(claim.routeName);
    return [{ ...claim, slot }];
  });
}

function repeatsHosts({ server }: Claim, { tlsHosts }: Port): boolean {
  if (!server.tls) return false;
  const { hosts, bind } = server;
  if (hosts.some(host => tlsHosts.get(host) === bind)) return true;
  hosts.forEach(host => tlsHosts.set(host, bind));
  return false;
}

function open(claim: Claim, port: Port): string {
  const { server } = claim;
  const slot = `${server.protocol}|${server.bind}`;
  port.slots.add(slot);
  if (isHttp(server) || !server.tls) port.plain = { slot, server };
  return slot;
}

function slotFor(
  claim: Claim,
  port: Port,
  routeNames: ReadonlySet<string>,
): string | undefined {
  const { server, routeName } = claim;
  const slot = `${server.protocol}|${server.bind}`;
  if (!port.plain) {
    const repeated = terminatesHttps(server) && routeNames.has(routeName);
    return repeated ? undefined : open(claim, port);
  }
  if (port.plain.server.bind !== server.bind) {
    return port.slots.has(slot) ? slot : open(claim, port);
  }
  const merges =
    isHttp(server) && isHttp(port.plain.server) && routeName !== '';
  return merges ? port.plain.slot : undefined;
}
