// Filter chains of outbound TCP and TLS ports: istio pilot/pkg/networking/core/tls.go.
import { groupBy } from '../../state/derived';
import type { SidecarClient } from '../client';
import { HostIndex } from '../registry/hostIndex';
import { Chain, ChainAction, wildcard } from './outboundChain';
import { isTls } from './protocolSelection';
import type { MeshPort, MeshService } from '../registry/registry';
import { Asker, streamMatchApplies } from '../routes/routeMatch';
import type { EgressScope } from '../sidecarScope/sidecarScope';
import { meshGateway, MeshVirtualService } from '../routes/virtualService';

/** Chains of a TCP, TLS or sniffed port: what routes say, else the way to the service. */
export function streamChains(
  client: SidecarClient,
  egress: EgressScope,
  service: MeshService,
  port: MeshPort,
  bind: string,
): Chain[] {
  const routes = routesFor(client, egress)(service.hostname);
  const asker: Asker = {
    namespace: client.namespace,
    labels: client.labels,
    port: port.number,
    gateways: new Set([meshGateway]),
  };
  const ranges = egress.bind === undefined ? rangeOf(service) : [];
  return isTls(port.protocol)
    ? tlsChains(routes, asker, service, port, ranges, bind)
    : tcpChains(routes, asker, service, port, ranges);
}

type RoutesOf = (hostname: string) => readonly MeshVirtualService[];

/** Routes of an egress listener by the hosts that overlap, in their order. */
function routesFor(client: SidecarClient, egress: EgressScope): RoutesOf {
  const key = `hosts|${client.scope.listeners.indexOf(egress)}`;
  const known = client.scope.memo.get(key) as RoutesOf | undefined;
  if (known) return known;
  const byHost = groupBy(egress.virtualServices, route => new Set(route.hosts));
  const hosts = new HostIndex(byHost.keys());
  const made: RoutesOf = hostname => {
    const found = hosts.overlapping(hostname).flatMap(one => byHost.get(one)!);
    return found.length < 2 ? found : inOrder(egress.virtualServices, found);
  };
  client.scope.memo.set(key, made);
  return made;
}

function inOrder<T>(all: readonly T[], some: readonly T[]): readonly T[] {
  const chosen = new Set(some);
  return all.filter(one => chosen.has(one));
}

// A range is listened for at the wildcard address, and told apart by its chain.
function rangeOf({ addresses: [first] }: MeshService): readonly string[] {
  return first?.includes('/') ? [first] : [];
}

function tlsChains(
  routes: readonly MeshVirtualService[],
  asker: Asker,
  service: MeshService,
  port: MeshPort,
  ranges: readonly string[],
  bind: string,
): Chain[] {
  const chains: Chain[] = [];
  const seen = new Set<string>();
  for (const from of routes) {
    for (const rule of from.tls) {
      for (const match of rule.matches) {
        if (!streamMatchApplies(match, asker)) continue;
        const key = `${match.sniHosts.join()}|${match.destinationSubnets.join()}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const subnets = match.destinationSubnets;
        chains.push({
          httpOnly: false,
          sniHosts: match.sniHosts,
          ranges: subnets.length > 0 ? subnets : ranges,
          action: { kind: 'stream', service, port: port.number, rule, from },
        });
      }
    }
  }
  if (chains.length > 0) return chains;
  // Only the SNI tells services apart whose listener is not at an address of their own.
  const [address = bind] = service.addresses;
  const bySni = address === wildcard || address.includes('/');
  return [
    {
      ...plainChain(service, port, ranges),
      sniHosts: bySni ? [service.hostname, ...service.aliases] : [],
    },
  ];
}

function tcpChains(
  routes: readonly MeshVirtualService[],
  asker: Asker,
  service: MeshService,
  port: MeshPort,
  ranges: readonly string[],
): Chain[] {
  const chains: Chain[] = [];
  for (const from of routes) {
    for (const rule of from.tcp) {
      const applying = rule.matches.filter(one =>
        streamMatchApplies(one, asker),
      );
      const action: ChainAction = {
        kind: 'stream',
        service,
        port: port.number,
        rule,
        from,
      };
      const everywhere =
        rule.matches.length === 0 ||
        applying.some(one => one.destinationSubnets.length === 0);
      if (everywhere) {
        chains.push({ httpOnly: false, sniHosts: [], ranges, action });
        return chains;
      }
      const subnets = applying.flatMap(one => one.destinationSubnets);
      if (subnets.length > 0) {
        chains.push({
          httpOnly: false,
          sniHosts: [],
          ranges: subnets,
          action,
        });
      }
    }
  }
  return [...chains, plainChain(service, port, ranges)];
}

// A listener on a port of the user's own leads to the one port that the service has.
function plainChain(
  service: MeshService,
  port: MeshPort,
  ranges: readonly string[],
): Chain {
  const number =
    service.ports.length === 1 ? service.ports[0].number : port.number;
  return {
    httpOnly: false,
    sniHosts: [],
    ranges,
    action: { kind: 'stream', service, port: number },
  };
}
