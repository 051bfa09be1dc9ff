// Filter chains of outbound TCP and TLS ports: istio pilot/pkg/networking/core/tls.go.
import type { ProxyClient } from './client';
import { hostsOverlap } from './hostName';
import type { Chain, ChainAction } from './outboundChain';
import { isTls } from './protocolSelection';
import type { MeshPort, MeshService } from './registry';
import { Asker, streamMatchApplies } from './routeMatch';
import type { EgressScope } from './sidecarScope';
import { meshGateway, MeshVirtualService } from './virtualService';

/** Address of listeners that are not bound to one. */
export const wildcard = '0.0.0.0';

/** Chains of a TCP, TLS or sniffed port: what routes say, else the way to the service. */
export function streamChains(
  client: ProxyClient,
  egress: EgressScope,
  service: MeshService,
  port: MeshPort,
  bind: string,
): Chain[] {
  const routes = egress.virtualServices.filter(route =>
    route.hosts.some(host => hostsOverlap(host, service.hostname)),
  );
  const asker: Asker = {
    namespace: client.namespace,
    labels: client.labels,
    port: port.number,
    gateways: new Set([meshGateway]),
  };
  const ranges = service.addresses[0]?.includes('/')
    ? [service.addresses[0]]
    : [];
  return isTls(port.protocol)
    ? tlsChains(routes, asker, service, port, ranges, bind)
    : tcpChains(routes, asker, service, port, ranges);
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
  const bySni = ranges.length > 0 || bind === wildcard;
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
        chains.push({ httpOnly: false, sniHosts: [], ranges: subnets, action });
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
