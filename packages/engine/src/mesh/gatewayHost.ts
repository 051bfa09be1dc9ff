// Virtual hosts of a gateway's routes: istio pilot/pkg/networking/core/gateway.go buildGatewayHTTPRouteConfig.
import type { ProxyClient } from './client';
import { GatewayWorld, routesOf } from './gatewayWorld';
import type { BoundServer } from './gatewayServers';
import { HostIndex } from './hostIndex';
import { hostsForNamespace, MeshServer } from './meshGateway';
import {
  catchAllsLast,
  GatewayRule,
  rulesOf,
  singleMatches,
} from './gatewayRule';
import type { MeshVirtualService } from './virtualService';

export interface GatewayHost {
  readonly rules: readonly GatewayRule[];
  /** Plain HTTP is sent to https. */
  readonly redirects: boolean;
}

/** The virtual hosts of one route name, by domain. */
export interface GatewayHosts {
  readonly byDomain: ReadonlyMap<string, GatewayHost>;
  readonly domains: HostIndex;
}

/** The virtual hosts that servers of one route name have. */
export function gatewayHosts(
  client: ProxyClient,
  world: GatewayWorld,
  servers: readonly BoundServer[],
  routeName: string,
): GatewayHosts {
  const hosts = new Map<string, { rules: GatewayRule[]; redirects: boolean }>();
  const hostOf = (domain: string) => {
    const known = hosts.get(domain) ?? { rules: [], redirects: false };
    hosts.set(domain, known);
    return known;
  };
  // Servers of one gateway share the routes that were made for the first of them.
  const made = new Map<string, readonly GatewayRule[]>();
  const routesFor = (bound: BoundServer, from: MeshVirtualService) => {
    const key = `${bound.gateway.key}|${from.namespace}/${from.name}`;
    const rules = made.get(key) ?? singleMatches(rulesOf(client, bound, from));
    if (rules.length > 0) made.set(key, rules);
    return rules;
  };
  for (const bound of servers.filter(one => one.routeName === routeName)) {
    const redirects = bound.server.tls?.httpsRedirect === true;
    for (const { from, domains } of bindings(client, world, bound)) {
      const rules = routesFor(bound, from);
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
  for (const host of hosts.values()) host.rules = catchAllsLast(host.rules);
  return { byDomain: hosts, domains: new HostIndex(hosts.keys()) };
}

/** Routes bound to a server, with the hosts that both name. */
export function bindings(
  client: ProxyClient,
  world: GatewayWorld,
  { gateway, server }: BoundServer,
): readonly { from: MeshVirtualService; domains: readonly string[] }[] {
  const own = serverHosts(server);
  return routesOf(world, gateway.key, client.namespace).flatMap(from => {
    const hosts = own(from.namespace);
    const domains = [...new Set(from.hosts.flatMap(one => hosts.common(one)))];
    return domains.length > 0 ? [{ from, domains }] : [];
  });
}

/** Hosts of a server that routes of a namespace may serve, each namespace's collected once. */
export function serverHosts({
  hosts,
}: MeshServer): (namespace: string) => HostIndex {
  const byNamespace = new Map<string, HostIndex>();
  return namespace => {
    const known = byNamespace.get(namespace);
    if (known) return known;
    const index = new HostIndex(hostsForNamespace(hosts, namespace));
    byNamespace.set(namespace, index);
    return index;
  };
}

/** The virtual host of a Host header. */
export function gatewayHostFor(
  { byDomain, domains }: GatewayHosts,
  host: string,
): GatewayHost | undefined {
  const found = domains.best(host.replace(/:\d+$/, '').toLowerCase());
  return found === undefined ? undefined : byDomain.get(found);
}
