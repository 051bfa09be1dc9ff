// Filter chains of a gateway's port: istio pilot/pkg/networking/core/gateway.go buildGatewayTCPBasedFilterChains.
import type { StreamRule } from '../state/kinds/virtualService';
import type { ProxyClient } from './client';
import { GatewayWorld, routesOf } from './gatewayWorld';
import {
  BoundServer,
  isHttp,
  passesThrough,
  terminatesHttps,
} from './gatewayServers';
import { serverHosts } from './gatewayHost';
import { hostWithin, isWild } from './hostName';
import type { MeshVirtualService } from './virtualService';

export type GatewayAction =
  | { readonly kind: 'http'; readonly routeName: string }
  | {
      readonly kind: 'stream';
      readonly rule: StreamRule;
      readonly from: MeshVirtualService;
    }
  /** To the service that the SNI names, mTLS untouched. */
  | { readonly kind: 'auto-passthrough' };

export interface GatewayChain {
  readonly bound: BoundServer;
  /** Empty: any. */
  readonly sniHosts: readonly string[];
  /** Mode of TLS that ends here; undefined where none does. */
  readonly terminates?: string;
  readonly action: GatewayAction;
}

/** Chains of one container port of a gateway; none: nothing listens. */
export function gatewayChains(
  client: ProxyClient,
  world: GatewayWorld,
  servers: readonly BoundServer[],
  port: number,
): readonly GatewayChain[] {
  const here = servers.filter(one => one.port === port);
  const plain = here.find(one => isHttp(one.server));
  if (plain) return [httpChain(plain)];
  const seenSni = new Set<string>();
  return here.flatMap(one => chainsOf(client, world, one, seenSni));
}

function httpChain(bound: BoundServer): GatewayChain {
  return {
    bound,
    sniHosts: [],
    action: { kind: 'http', routeName: bound.routeName },
  };
}

function chainsOf(
  client: ProxyClient,
  world: GatewayWorld,
  bound: BoundServer,
  seenSni: Set<string>,
): readonly GatewayChain[] {
  const { server } = bound;
  const sniHosts = sniHostsOf(server.hosts);
  if (terminatesHttps(server)) {
    return [{ ...httpChain(bound), sniHosts, terminates: server.tls!.mode }];
  }
  if (passesThrough(server)) {
    return server.tls!.mode === 'AUTO_PASSTHROUGH'
      ? autoPassthrough(client, bound, sniHosts)
      : tlsRoutes(client, world, bound, seenSni);
  }
  const found = tcpRoute(client, world, bound);
  if (!found) return [];
  const action: GatewayAction = { kind: 'stream', ...found };
  return [
    server.tls
      ? { bound, sniHosts, terminates: server.tls.mode, action }
      : { bound, sniHosts: [], action },
  ];
}

// A host that is any host leaves SNI out of the match.
function sniHostsOf(hosts: readonly string[]): readonly string[] {
  const bare = hosts.map(host => host.slice(host.indexOf('/') + 1));
  return bare.includes('*') ? [] : [...new Set(bare)];
}

function autoPassthrough(
  client: ProxyClient,
  bound: BoundServer,
  sniHosts: readonly string[],
): readonly GatewayChain[] {
  const chains: GatewayChain[] = [];
  for (const service of client.scope.clusters.values()) {
    if (service.meshExternal) continue;
    const fits =
      sniHosts.length === 0 ||
      sniHosts.some(host => hostWithin(service.hostname, host));
    if (!fits) continue;
    for (const { number } of service.ports) {
      chains.push({
        bound,
        sniHosts: [`outbound_.${number}_._.${service.hostname}`],
        action: { kind: 'auto-passthrough' },
      });
    }
  }
  return chains;
}

function tlsRoutes(
  client: ProxyClient,
  world: GatewayWorld,
  bound: BoundServer,
  seenSni: Set<string>,
): readonly GatewayChain[] {
  const chains: GatewayChain[] = [];
  for (const from of boundRoutes(client, world, bound)) {
    for (const rule of from.tls.filter(one => one.destinations.length > 0)) {
      for (const match of rule.matches) {
        if (!meetsServer(match, bound)) continue;
        const { sniHosts } = match;
        if (sniHosts.some(host => seenSni.has(host))) continue;
        sniHosts.forEach(host => seenSni.add(host));
        chains.push({
          bound,
          sniHosts: sniHosts.includes('*') ? [] : sniHosts,
          action: { kind: 'stream', rule, from },
        });
      }
    }
  }
  return chains;
}

function tcpRoute(
  client: ProxyClient,
  world: GatewayWorld,
  bound: BoundServer,
): { rule: StreamRule; from: MeshVirtualService } | undefined {
  for (const from of boundRoutes(client, world, bound)) {
    const rules = from.kind === 'TLSRoute' ? from.tls : from.tcp;
    const rule = rules.find(
      one =>
        one.destinations.length > 0 &&
        (one.matches.length === 0 ||
          one.matches.some(match => meetsServer(match, bound))),
    );
    if (rule) return { rule, from };
  }
  return undefined;
}

function boundRoutes(
  client: ProxyClient,
  world: GatewayWorld,
  { gateway, server }: BoundServer,
): readonly MeshVirtualService[] {
  const own = serverHosts(server);
  return routesOf(world, gateway.key, client.namespace).filter(route =>
    route.hosts.some(host => own(route.namespace).overlaps(host)),
  );
}

function meetsServer(
  match: { readonly port?: number; readonly gateways: readonly string[] },
  { gateway, server }: BoundServer,
): boolean {
  return (
    (match.port === undefined || match.port === server.port) &&
    (match.gateways.length === 0 || match.gateways.includes(gateway.key))
  );
}

/** The chain of an SNI: the most specific name, else one that asks for none. */
export function gatewayChainFor(
  chains: readonly GatewayChain[],
  sni: string,
): GatewayChain | undefined {
  const named = chains.flatMap(chain =>
    chain.sniHosts
      .filter(host => hostWithin(sni, host))
      .map(host => ({ chain, host })),
  );
  named.sort(
    (a, b) =>
      Number(isWild(a.host)) - Number(isWild(b.host)) ||
      b.host.length - a.host.length,
  );
  return named[0]?.chain ?? chains.find(one => one.sniHosts.length === 0);
}
