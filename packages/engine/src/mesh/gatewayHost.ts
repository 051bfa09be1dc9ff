// Virtual hosts of a gateway's routes: istio pilot/pkg/networking/core/gateway.go buildGatewayHTTPRouteConfig.
import type { ProxyClient } from './client';
import { GatewayWorld, routesOf } from './gatewayWorld';
import type { BoundServer } from './gatewayServers';
import { hostWithin, isWild } from './hostName';
import { hostsForNamespace } from './meshGateway';
import { ruleApplies } from './routeWrapper';
import type { Asker } from './routeMatch';
import type { MeshRule, MeshVirtualService } from './virtualService';

/** One rule of a virtual host, and whose it is. */
export interface GatewayRule {
  readonly rule: MeshRule;
  readonly from: MeshVirtualService;
  readonly asker: Asker;
}

export interface GatewayHost {
  readonly domain: string;
  readonly rules: readonly GatewayRule[];
  /** Plain HTTP is sent to https. */
  readonly redirects: boolean;
}

/** The virtual hosts that servers of one route name have. */
export function gatewayHosts(
  client: ProxyClient,
  world: GatewayWorld,
  servers: readonly BoundServer[],
  routeName: string,
): readonly GatewayHost[] {
  const hosts = new Map<string, { rules: GatewayRule[]; redirects: boolean }>();
  const hostOf = (domain: string) => {
    const known = hosts.get(domain) ?? { rules: [], redirects: false };
    hosts.set(domain, known);
    return known;
  };
  for (const bound of servers.filter(one => one.routeName === routeName)) {
    const redirects = bound.server.tls?.httpsRedirect === true;
    for (const { from, domains } of bindings(client, world, bound)) {
      const rules = rulesOf(client, bound, from);
      if (rules.length === 0) continue;
      for (const domain of domains) {
        const host = hostOf(domain.toLowerCase());
        host.rules.push(...rules);
        if (redirects) host.redirects = true;
      }
    }
    if (!redirects) continue;
    for (const host of bound.server.hosts) {
      hostOf(host.toLowerCase()).redirects = true;
    }
  }
  return [...hosts].map(([domain, { rules, redirects }]) => ({
    domain,
    rules: catchAllsLast(rules),
    redirects,
  }));
}

/** Routes bound to a server, with the hosts that both name. */
export function bindings(
  client: ProxyClient,
  world: GatewayWorld,
  { gateway, server }: BoundServer,
): readonly { from: MeshVirtualService; domains: readonly string[] }[] {
  return routesOf(world, gateway.key, client.namespace).flatMap(from => {
    const own = hostsForNamespace(server.hosts, from.namespace);
    const domains = intersection(own, from.hosts);
    return domains.length > 0 ? [{ from, domains }] : [];
  });
}

function intersection(
  a: readonly string[],
  b: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  for (const one of a) {
    for (const other of b) {
      if (hostWithin(one, other)) found.add(one);
      else if (hostWithin(other, one)) found.add(other);
    }
  }
  return [...found];
}

/** Rules of a route that hold on a server. */
export function rulesOf(
  client: ProxyClient,
  { gateway, server }: BoundServer,
  from: MeshVirtualService,
): readonly GatewayRule[] {
  const asker: Asker = {
    namespace: client.namespace,
    labels: client.labels,
    port: server.port,
    gateways: new Set([gateway.key]),
  };
  return from.http
    .filter(rule => ruleApplies(rule, asker))
    .map(rule => ({ rule, from, asker }));
}

// Where several routes share a host, rules that match everything come after all others.
function catchAllsLast(rules: readonly GatewayRule[]): readonly GatewayRule[] {
  const isCatchAll = ({ rule }: GatewayRule) =>
    rule.matches.length === 0 ||
    rule.matches.every(
      one =>
        !one.asksMore &&
        !one.authority &&
        (!one.uri || (one.uri.type === 'prefix' && one.uri.value === '/')),
    );
  return [
    ...rules.filter(one => !isCatchAll(one)),
    ...rules.filter(isCatchAll),
  ];
}

/** The virtual host of a Host header. */
export function gatewayHostFor(
  hosts: readonly GatewayHost[],
  host: string,
): GatewayHost | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const exact = hosts.find(one => one.domain === name);
  if (exact) return exact;
  let best: GatewayHost | undefined;
  for (const one of hosts) {
    if (!isWild(one.domain) || !hostWithin(name, one.domain)) continue;
    if (!best || one.domain.length > best.domain.length) best = one;
  }
  return best;
}
