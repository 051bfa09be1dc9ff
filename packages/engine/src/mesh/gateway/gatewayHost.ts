// Virtual hosts of a gateway's routes: istio pilot/pkg/networking/core/gateway.go buildGatewayHTTPRouteConfig.
import type { ClusterState } from '../../state/clusterState';
import { domainsOver, routesAround, seenBy } from './gatewayWorld';
import type { BoundServer } from './gatewayServers';
import { HostIndex } from '../registry/hostIndex';
import { hostsForNamespace, MeshServer } from './meshGateway';
import {
  catchAllsLast,
  GatewayRule,
  Proxy,
  rulesOf,
  singleMatches,
} from './gatewayRule';
import type { MeshVirtualService } from '../routes/virtualService';

export interface GatewayHost {
  readonly rules: readonly GatewayRule[];
  /** Plain HTTP is sent to https. */
  readonly redirects: boolean;
}

/** The virtual host of a Host header among those that servers of one route name have. */
export function gatewayHostFor(
  state: ClusterState,
  proxy: Proxy,
  servers: readonly BoundServer[],
  host: string,
): GatewayHost | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  for (const domain of domainsOver(state, name)) {
    const found = virtualHost(state, proxy, servers, domain);
    if (found) return found;
  }
  return undefined;
}

function virtualHost(
  state: ClusterState,
  proxy: Proxy,
  servers: readonly BoundServer[],
  domain: string,
): GatewayHost | undefined {
  const routes = seenBy(proxy.namespace, routesAround(state, domain));
  const isIt = (one: string) => one.toLowerCase() === domain;
  const rules: GatewayRule[] = [];
  let exists = false;
  let redirects = false;
  // Servers of one gateway share the routes that were made for the first of them.
  const made = new Map<string, readonly GatewayRule[]>();
  for (const bound of servers) {
    const redirecting = bound.server.tls?.httpsRedirect === true;
    for (const from of routes) {
      const domains = boundDomains(bound, from);
      if (domains.length === 0) continue;
      const key = `${bound.gateway.key}|${from.namespace}/${from.name}`;
      const own = made.get(key) ?? singleMatches(rulesOf(proxy, bound, from));
      if (own.length === 0) continue;
      made.set(key, own);
      const times = domains.filter(isIt).length;
      for (let time = 0; time < times; time += 1) rules.push(...own);
      if (times > 0) exists = true;
      if (times > 0 && redirecting) redirects = true;
    }
    if (!redirecting || !bound.server.hosts.some(isIt)) continue;
    exists = true;
    redirects = true;
  }
  return exists ? { rules: catchAllsLast(rules), redirects } : undefined;
}

/** The hosts that a server and a route bound to its gateway both name. */
export function boundDomains(
  { gateway, server }: BoundServer,
  from: MeshVirtualService,
): readonly string[] {
  if (!from.gateways.has(gateway.key)) return [];
  const hosts = serverHosts(server)(from.namespace);
  return [...new Set(from.hosts.flatMap(one => hosts.common(one)))];
}

const hostsOfServers = new WeakMap<MeshServer, Map<string, HostIndex>>();

/** Hosts of a server that routes of a namespace may serve, each namespace's collected once. */
export function serverHosts(
  server: MeshServer,
): (namespace: string) => HostIndex {
  const byNamespace = hostsOfServers.get(server) ?? new Map();
  hostsOfServers.set(server, byNamespace);
  return namespace => {
    const known = byNamespace.get(namespace);
    if (known) return known;
    const index = new HostIndex(hostsForNamespace(server.hosts, namespace));
    byNamespace.set(namespace, index);
    return index;
  };
}
