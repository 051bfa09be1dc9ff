// Filter chains of a gateway's port: istio pilot/pkg/networking/core/gateway.go buildGatewayTCPBasedFilterChains.
import type { ClusterState } from '../../state/clusterState';
import { bucket, deriveTable, groupBy } from '../../state/derived';
import type { StreamRule } from '../../state/kinds/virtualService';
import type { ProxyClient } from '../client';
import { seenBy, streamRoutes } from './gatewayWorld';
import { BoundServer, gatewayServers, serversByPod } from './gatewayServers';
import { isHttp, passesThrough, terminatesHttps } from './serverKinds';
import { destinationRuleFor } from '../destinationRule/destinationRule';
import { serverHosts } from './gatewayHost';
import { hostWithin, isWild } from '../registry/hostName';
import { podKeyOf, podsByProxyRole } from '../workload/membership';
import type { ClusterName } from '../outbound/outboundCluster';
import type { MeshService } from '../registry/registry';
import type { MeshVirtualService } from '../routes/virtualService';

export type GatewayAction =
  | { readonly kind: 'http'; readonly routeName: string }
  | {
      readonly kind: 'stream';
      readonly rule: StreamRule;
      readonly from: MeshVirtualService;
    }
  /** To whichever service the SNI names, mTLS untouched. */
  | { readonly kind: 'auto-passthrough' };

export interface GatewayChain {
  readonly bound: BoundServer;
  /** Empty: any. */
  readonly sniHosts: readonly string[];
  /** Mode of TLS that ends here; undefined where none does. */
  readonly terminates?: string;
  readonly action: GatewayAction;
}

const chainsByPort = deriveTable(
  [streamRoutes, bucket(podsByProxyRole, 'gateway'), serversByPod],
  (state): ReadonlyMap<string, readonly GatewayChain[]> => {
    const routes = state.read(streamRoutes);
    const all = new Map<string, readonly GatewayChain[]>();
    for (const pod of state.lookup(podsByProxyRole, 'gateway')) {
      const { namespace } = pod.meta;
      const isOwn = ({ server }: BoundServer) => pod.ips.includes(server.bind);
      const byPort = groupBy(gatewayServers(state, pod), one => [
        `${one.port}`,
      ]);
      for (const [port, servers] of byPort) {
        const seen = (gateway: string) =>
          seenBy(namespace, routes.get(gateway) ?? []);
        const own = chainsOfPort(servers.filter(isOwn), seen);
        // The listener of an address is met before that of any, unless there is nothing in it.
        const met =
          own.length > 0
            ? own
            : chainsOfPort(
                servers.filter(one => !isOwn(one)),
                seen,
              );
        all.set(`${podKeyOf(pod)}|${port}`, met);
      }
    }
    return all;
  },
);

/** Chains of one container port of a gateway pod, "namespace/name"; none: nothing listens. */
export function gatewayChains(
  state: ClusterState,
  pod: string,
  port: number,
): readonly GatewayChain[] {
  return state.readAt(chainsByPort, `${pod}|${port}`) ?? [];
}

/** Routes of bytes bound to a gateway. */
type RoutesOf = (gateway: string) => readonly MeshVirtualService[];

function chainsOfPort(
  servers: readonly BoundServer[],
  routes: RoutesOf,
): readonly GatewayChain[] {
  const seenSni = new Set<string>();
  const chains = servers
    .filter(one => !isHttp(one.server))
    .flatMap(one => chainsOf(one, routes, seenSni));
  const plain = groupBy(
    servers.filter(one => isHttp(one.server)),
    one => [one.slot],
  );
  return [...chains, ...[...plain.values()].map(([first]) => httpChain(first))];
}

function httpChain(bound: BoundServer): GatewayChain {
  return {
    bound,
    sniHosts: [],
    action: { kind: 'http', routeName: bound.routeName },
  };
}

function chainsOf(
  bound: BoundServer,
  routes: RoutesOf,
  seenSni: Set<string>,
): readonly GatewayChain[] {
  const { server } = bound;
  const sniHosts = sniHostsOf(server.hosts);
  if (terminatesHttps(server)) {
    return [{ ...httpChain(bound), sniHosts, terminates: server.tls!.mode }];
  }
  if (passesThrough(server)) {
    return server.tls!.mode === 'AUTO_PASSTHROUGH'
      ? [{ bound, sniHosts, action: { kind: 'auto-passthrough' } }]
      : tlsRoutes(bound, routes, seenSni);
  }
  const found = tcpRoute(bound, routes);
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

function tlsRoutes(
  bound: BoundServer,
  routes: RoutesOf,
  seenSni: Set<string>,
): readonly GatewayChain[] {
  const chains: GatewayChain[] = [];
  for (const from of boundRoutes(bound, routes)) {
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
  bound: BoundServer,
  routes: RoutesOf,
): { rule: StreamRule; from: MeshVirtualService } | undefined {
  for (const from of boundRoutes(bound, routes)) {
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
  { gateway, server }: BoundServer,
  routes: RoutesOf,
): readonly MeshVirtualService[] {
  const own = serverHosts(server);
  return routes(gateway.key).filter(route =>
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

/** The chain of an SNI: the most specific name, else one that asks for none. Several: Envoy cannot tell them apart. */
export function gatewayChainsFor(
  client: ProxyClient,
  all: readonly GatewayChain[],
  sni: string,
): readonly GatewayChain[] {
  const named = all.flatMap(chain =>
    fittingHosts(client, chain, sni).map(host => ({ chain, host })),
  );
  named.sort(
    (a, b) =>
      Number(isWild(a.host)) - Number(isWild(b.host)) ||
      b.host.length - a.host.length,
  );
  if (named.length === 0) return all.filter(asksForNone);
  return named.filter(one => one.host === named[0].host).map(one => one.chain);
}

function asksForNone({ sniHosts, action }: GatewayChain): boolean {
  return sniHosts.length === 0 && action.kind !== 'auto-passthrough';
}

const ambiguous = new WeakMap<readonly GatewayChain[], boolean>();

/** Whether some chains of a port have the same match: Envoy takes no listener that has such. */
export function areAmbiguous(all: readonly GatewayChain[]): boolean {
  const known = ambiguous.get(all);
  if (known !== undefined) return known;
  const names = all
    .filter(one => one.action.kind !== 'auto-passthrough')
    .flatMap(one => (asksForNone(one) ? [''] : one.sniHosts));
  const found = new Set(names).size < names.length;
  ambiguous.set(all, found);
  return found;
}

function fittingHosts(
  client: ProxyClient,
  { action, sniHosts }: GatewayChain,
  sni: string,
): readonly string[] {
  if (action.kind !== 'auto-passthrough') {
    return sniHosts.filter(host => hostWithin(sni, host));
  }
  return passesService(client, sniHosts, sni) ? [sni] : [];
}

/** The cluster that an SNI names, as proxies write it: istio pilot/pkg/model/context.go BuildDNSSrvSubsetKey. */
export function clusterOfSni(sni: string): ClusterName | undefined {
  const found = /^outbound_\.(\d+)_\.([^_]*)_\.(.+)$/.exec(sni);
  if (!found) return undefined;
  const [, port, subset, hostname] = found;
  return { hostname, port: Number(port), ...(subset !== '' && { subset }) };
}

// Every service inside the mesh has a chain of its own for each of its ports and subsets.
function passesService(
  client: ProxyClient,
  sniHosts: readonly string[],
  sni: string,
): boolean {
  const named = clusterOfSni(sni);
  const service = named && client.cluster(named.hostname);
  if (!service || service.meshExternal) return false;
  return (
    service.ports.some(one => one.number === named.port) &&
    hasSubset(client, service, named.subset) &&
    (sniHosts.length === 0 ||
      sniHosts.some(host => hostWithin(named.hostname, host)))
  );
}

function hasSubset(
  client: ProxyClient,
  service: MeshService,
  subset: string | undefined,
): boolean {
  if (subset === undefined) return true;
  const rule = destinationRuleFor(client.state, client, service);
  return rule?.subsets.some(one => one.name === subset) ?? false;
}
