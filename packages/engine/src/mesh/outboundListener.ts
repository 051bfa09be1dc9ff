// Which outbound listener and filter chain a captured connection meets: istio pilot/pkg/networking/core/listener.go
// buildSidecarOutboundListeners, tls.go.
import { derive } from '../state/derived';
import { endpointSlices } from '../state/kinds/endpointSlice';
import { services } from '../state/kinds/service';
import type { SidecarPort } from '../state/kinds/sidecar';
import type { StreamRule } from '../state/kinds/virtualService';
import { contains } from './capture';
import type { ProxyClient } from './client';
import { hostsOverlap, hostWithin } from './hostName';
import {
  isTls,
  listenerProtocol,
  parseProtocol,
  Protocol,
} from './protocolSelection';
import { hostnameOf, MeshPort, MeshService } from './registry';
import { Asker, streamMatchApplies } from './routeMatch';
import type { EgressScope } from './sidecarScope';
import { meshGateway, MeshVirtualService } from './virtualService';

/** What a filter chain does with a connection. */
export type ChainAction =
  /** HTTP, by the routes of the port; `sniffed`: by those of this one service. */
  | { readonly kind: 'http'; readonly sniffed?: string }
  | {
      readonly kind: 'stream';
      readonly service: MeshService;
      readonly port: number;
      readonly rule?: StreamRule;
      readonly from?: MeshVirtualService;
    };

export interface Chain {
  /** Only plaintext HTTP, told by the first bytes. */
  readonly httpOnly: boolean;
  readonly sniHosts: readonly string[];
  readonly ranges: readonly string[];
  readonly action: ChainAction;
}

export interface OutboundListener {
  readonly name: string;
  readonly chains: readonly Chain[];
}

/** A service that wants to be listened for on a port. */
interface Claim {
  readonly service: MeshService;
  readonly port: MeshPort;
}

interface Entry {
  chains: Chain[];
  protocol: Protocol;
  locked: boolean;
}

const wildcard = '0.0.0.0';

/** Headless Services by the addresses of their ready endpoints. */
const headlessByAddress = derive([services, endpointSlices], state => {
  const headless = new Set(
    state
      .list(services)
      .filter(one => one.headless)
      .map(one => `${one.meta.namespace}/${one.meta.name}`),
  );
  const found = new Map<string, Set<string>>();
  for (const slice of state.list(endpointSlices)) {
    if (!headless.has(`${slice.meta.namespace}/${slice.service}`)) continue;
    const hostname = hostnameOf(slice.meta.namespace, slice.service);
    for (const endpoint of slice.endpoints.filter(one => one.ready)) {
      for (const address of endpoint.addresses) {
        found.set(address, (found.get(address) ?? new Set()).add(hostname));
      }
    }
  }
  return found as ReadonlyMap<string, ReadonlySet<string>>;
});

/** The listener of an address, else that of the port; undefined: the catch-all one. */
export function outboundListener(
  client: ProxyClient,
  address: string,
  port: number,
): OutboundListener | undefined {
  return (
    listenerAt(client, address, port) ?? listenerAt(client, wildcard, port)
  );
}

function listenerAt(
  client: ProxyClient,
  bind: string,
  port: number,
): OutboundListener | undefined {
  let entry: Entry | undefined;
  for (const egress of client.scope.listeners) {
    if (egress.bindsToPort) continue;
    if (egress.port && egress.port.number !== port) continue;
    if (entry && !egress.port) entry.locked = true;
    for (const claim of candidates(client, egress, bind, port)) {
      entry = addService(client, egress, bind, claim, entry);
    }
  }
  return entry && { name: `${bind}_${port}`, chains: entry.chains };
}

// Services in their order, so that who comes first decides where several claim a listener.
function candidates(
  client: ProxyClient,
  egress: EgressScope,
  bind: string,
  port: number,
): readonly Claim[] {
  const onPort = claimsOn(egress, port);
  if (bind === wildcard)
    return wildcardCandidates(client, egress, port, onPort);
  const headless = client.state.read(headlessByAddress).get(bind);
  return onPort.filter(
    ({ service }) =>
      service.addresses[0] === bind ||
      egress.bind === bind ||
      (headless?.has(service.hostname) && service.addresses.length === 0),
  );
}

// Without a port of its own, a listener is made for every port of every service.
function claimsOn(egress: EgressScope, number: number): readonly Claim[] {
  return (egress.byPort.get(number) ?? []).flatMap(service =>
    egress.port
      ? [{ service, port: ownPort(egress.port) }]
      : service.ports
          .filter(one => one.number === number)
          .map(port => ({ service, port })),
  );
}

function ownPort({ number, name, protocol }: SidecarPort): MeshPort {
  return {
    number,
    name,
    protocol: parseProtocol(protocol),
    targetPort: number,
  };
}

// All HTTP services of a port share one listener: one of them stands for all.
function wildcardCandidates(
  client: ProxyClient,
  egress: EgressScope,
  port: number,
  onPort: readonly Claim[],
): readonly Claim[] {
  const index = client.scope.listeners.indexOf(egress);
  const key = `wildcard|${index}|${port}`;
  const known = client.scope.memo.get(key) as readonly Claim[] | undefined;
  if (known) return known;
  let http = false;
  const chosen = onPort.filter(({ service, port: { protocol } }) => {
    if (service.resolution === 'alias') return false;
    if (listenerProtocol(protocol) === 'http') {
      const first = !http;
      http = true;
      return first;
    }
    return service.addresses.length === 0 || service.addresses[0].includes('/');
  });
  client.scope.memo.set(key, chosen);
  return chosen;
}

function addService(
  client: ProxyClient,
  egress: EgressScope,
  bind: string,
  { service, port }: Claim,
  entry: Entry | undefined,
): Entry | undefined {
  if (service.resolution === 'alias') return entry;
  const kind = listenerProtocol(port.protocol);
  if (kind === 'none' || !bindsHere(egress, service, port, bind)) return entry;
  if (entry?.locked || clashes(entry, port.protocol)) return entry;
  const existing = entry && listenerProtocol(entry.protocol);
  if (kind !== 'tcp' && existing === 'auto') return entry;
  if (kind === 'http' && existing === 'http') return entry;
  const stream = () => streamChains(client, egress, service, port, bind);
  if (kind === 'http') {
    const protocol = bind === wildcard ? 'AUTO' : port.protocol;
    const chains = [httpChain(bind === wildcard)];
    return entry ? join(entry, chains) : { chains, protocol, locked: false };
  }
  if (kind === 'tcp') {
    if (!entry)
      return { chains: stream(), protocol: port.protocol, locked: false };
    const upgraded = existing === 'http';
    return join(entry, stream(), upgraded ? 'AUTO' : entry.protocol);
  }
  const own = bind === wildcard ? undefined : service.hostname;
  const chains = [...stream(), httpChain(true, own)];
  return entry && existing === 'tcp'
    ? join(entry, chains)
    : { chains, protocol: 'AUTO', locked: false };
}

function bindsHere(
  egress: EgressScope,
  service: MeshService,
  port: MeshPort,
  bind: string,
): boolean {
  if (egress.bind !== undefined) return egress.bind === bind;
  if (listenerProtocol(port.protocol) === 'http') return bind === wildcard;
  const [address = wildcard] = service.addresses;
  if (address.includes('/')) return bind === wildcard;
  if (address !== wildcard) return address === bind;
  const perPod = !egress.port && service.origin === 'Service';
  return service.resolution === 'passthrough' && perPod
    ? bind !== wildcard
    : bind === wildcard;
}

// Servers that speak first must not share a listener with anything that is sniffed.
function clashes(entry: Entry | undefined, incoming: Protocol): boolean {
  if (!entry || entry.protocol === incoming) return false;
  const first = (one: Protocol) => one === 'MONGO' || one === 'MYSQL';
  return first(entry.protocol) || first(incoming);
}

function join(
  entry: Entry,
  incoming: readonly Chain[],
  protocol: Protocol = 'AUTO',
): Entry {
  const chains = [...entry.chains];
  for (const chain of incoming) {
    if (!chains.some(one => matchKey(one) === matchKey(chain))) {
      chains.push(chain);
    }
  }
  return { ...entry, chains, protocol };
}

function matchKey({ httpOnly, sniHosts, ranges }: Chain): string {
  return JSON.stringify([httpOnly, [...sniHosts].sort(), [...ranges].sort()]);
}

function httpChain(httpOnly: boolean, sniffed?: string): Chain {
  const action: ChainAction =
    sniffed === undefined ? { kind: 'http' } : { kind: 'http', sniffed };
  return { httpOnly, sniHosts: [], ranges: [], action };
}

function streamChains(
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

/** What tells filter chains of a listener apart. */
export interface FirstBytes {
  readonly address: string;
  readonly tls: boolean;
  readonly http: boolean;
  readonly sni: string;
}

/** The chain that a connection meets; undefined: it is passed through. Most specific criterion first. */
export function chainFor(
  listener: OutboundListener,
  bytes: FirstBytes,
): Chain | undefined {
  const byRange = narrow(
    listener.chains,
    one => one.ranges.length > 0,
    one => one.ranges.some(range => contains(range, bytes.address)),
  );
  const bySni = narrow(
    byRange,
    one => one.sniHosts.length > 0,
    one => one.sniHosts.some(host => hostWithin(bytes.sni, host)),
  );
  const byProtocol = narrow(
    bySni,
    one => one.httpOnly,
    () => bytes.http && !bytes.tls,
  );
  return (
    byProtocol[0] ??
    listener.chains.find(
      one =>
        !one.httpOnly && one.sniHosts.length === 0 && one.ranges.length === 0,
    )
  );
}

// Envoy keeps chains that name a fitting value; only without one those that name none.
function narrow(
  chains: readonly Chain[],
  names: (chain: Chain) => boolean,
  fits: (chain: Chain) => boolean,
): readonly Chain[] {
  const fitting = chains.filter(one => names(one) && fits(one));
  return fitting.length > 0 ? fitting : chains.filter(one => !names(one));
}
