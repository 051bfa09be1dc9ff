// Routes of an outbound HTTP port: istio pilot/pkg/networking/core/httproute.go BuildSidecarOutboundVirtualHosts,
// route/route.go BuildSidecarVirtualHostWrapper.
import type { HttpRule } from '../state/kinds/virtualService';
import type { ProxyClient } from './client';
import { bestHost, hostsOverlap, isWild } from './hostName';
import { clusterDomain } from './meshConfig';
import { listenerProtocol } from './protocolSelection';
import type { MeshPort, MeshService } from './registry';
import { Asker, httpMatchApplies } from './routeMatch';
import type { EgressScope } from './sidecarScope';
import { meshGateway, MeshVirtualService } from './virtualService';

/** A virtual host: rules of a VirtualService, or the plain way to one service. */
export type VirtualHost =
  | {
      readonly kind: 'rules';
      readonly from: MeshVirtualService;
      readonly rules: readonly HttpRule[];
    }
  | { readonly kind: 'service'; readonly service: MeshService };

export interface RouteTable {
  readonly asker: Asker;
  readonly byDomain: ReadonlyMap<string, VirtualHost>;
  /** `*.` domains, longest first. */
  readonly wildcards: readonly (readonly [string, VirtualHost])[];
  /** By host of the service: what a sniffed listener of it alone uses. */
  readonly byService: ReadonlyMap<string, VirtualHost>;
  /** Services that have this port, by host. */
  readonly services: ReadonlyMap<string, MeshService>;
}

/** The egress listener whose services and routes a port's routes are made of. */
export function egressFor(
  client: ProxyClient,
  port: number,
): EgressScope | undefined {
  return client.scope.listeners.find(
    one => one.port === undefined || one.port.number === port,
  );
}

/** The routes of one outbound port, made once for clients that are alike. */
export function routeTable(client: ProxyClient, port: number): RouteTable {
  const egress = egressFor(client, port);
  const key = `routes|${port}|${sourceKey(client, egress)}`;
  const known = client.scope.memo.get(key) as RouteTable | undefined;
  if (known) return known;
  const table = makeTable(client, egress, port);
  client.scope.memo.set(key, table);
  return table;
}

// Only labels that a route asks for tell clients of one scope apart.
function sourceKey(
  client: ProxyClient,
  egress: EgressScope | undefined,
): string {
  const asked = new Set<string>();
  for (const route of egress?.virtualServices ?? []) {
    for (const rule of route.http) {
      for (const match of rule.matches) {
        Object.keys(match.sourceLabels).forEach(name => asked.add(name));
      }
    }
  }
  return [...asked]
    .sort()
    .map(name => `${name}=${client.labels[name]}`)
    .join(',');
}

/** The virtual host that a Host header leads to; undefined: the catch-all. */
export function virtualHostFor(
  table: RouteTable,
  host: string,
): VirtualHost | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return (
    table.byDomain.get(name) ??
    table.wildcards.find(([domain]) => name.endsWith(domain.slice(1)))?.[1]
  );
}

function makeTable(
  client: ProxyClient,
  egress: EgressScope | undefined,
  port: number,
): RouteTable {
  const asker: Asker = {
    namespace: client.namespace,
    labels: client.labels,
    port,
    gateways: new Set([meshGateway]),
  };
  const services = servicesOn(egress, port);
  const wrappers = routeWrappers(egress, services, asker);
  const routed = new Set(wrappers.flatMap(one => one.services));
  const known = new Set<string>();
  for (const service of services.values()) {
    if (routed.has(service) || isRoutable(service, port)) {
      known.add(service.hostname);
    }
  }
  const hosts = new DomainBook(client.namespace, known);
  for (const { virtualHost, names, services: own } of wrappers) {
    for (const name of names) hosts.addName(name, virtualHost);
    for (const one of own) hosts.addService(one, virtualHost);
  }
  for (const service of services.values()) {
    if (routed.has(service) || !isRoutable(service, port)) continue;
    hosts.addService(service, { kind: 'service', service });
  }
  return { asker, ...hosts.finish(), services };
}

function servicesOn(
  egress: EgressScope | undefined,
  port: number,
): ReadonlyMap<string, MeshService> {
  const found = new Map<string, MeshService>();
  for (const service of egress?.byPort.get(port) ?? []) {
    found.set(service.hostname, service);
  }
  return found;
}

function isRoutable(service: MeshService, port: number): boolean {
  return service.resolution !== 'alias' && speaksHttp(portOf(service, port));
}

function speaksHttp(port: MeshPort | undefined): boolean {
  if (!port) return false;
  const protocol = listenerProtocol(port.protocol);
  return protocol === 'http' || protocol === 'auto';
}

export function portOf(
  service: MeshService,
  port: number,
): MeshPort | undefined {
  return service.ports.find(one => one.number === port);
}

interface Wrapper {
  readonly virtualHost: VirtualHost;
  /** Hosts that are no services on this port. */
  readonly names: readonly string[];
  readonly services: readonly MeshService[];
}

function routeWrappers(
  egress: EgressScope | undefined,
  services: ReadonlyMap<string, MeshService>,
  asker: Asker,
): readonly Wrapper[] {
  if (!egress) return [];
  // Port 80 takes routes for hosts that no service has; other ports only beside one that is known.
  const routes =
    asker.port === 80
      ? egress.virtualServices
      : egress.virtualServices.filter(one => meetsService(one, services));
  const best = bestRoutes(egress);
  return routes.flatMap(from => {
    const rules = from.http.filter(rule => ruleApplies(rule, asker));
    if (rules.length === 0) return [];
    const split = splitHosts(from, services, best);
    const own = split.services.filter(one =>
      speaksHttp(portOf(one, asker.port)),
    );
    if (own.length === 0 && asker.port !== 80) return [];
    return [
      {
        virtualHost: { kind: 'rules' as const, from, rules },
        names: split.names,
        services: own,
      },
    ];
  });
}

export function ruleApplies(rule: HttpRule, asker: Asker): boolean {
  return (
    rule.matches.length === 0 ||
    rule.matches.some(match => httpMatchApplies(match, asker))
  );
}

function meetsService(
  route: MeshVirtualService,
  services: ReadonlyMap<string, MeshService>,
): boolean {
  return route.hosts.some(host => {
    if (services.has(host)) return true;
    for (const known of services.keys()) {
      if ((isWild(host) || isWild(known)) && hostsOverlap(host, known)) {
        return true;
      }
    }
    return false;
  });
}

/** By host of a service, the route whose host fits it best; of equal ones the first. */
function bestRoutes(
  egress: EgressScope,
): (hostname: string) => MeshVirtualService | undefined {
  const byHost = new Map<string, MeshVirtualService>();
  for (const route of egress.virtualServices) {
    for (const host of route.hosts) {
      if (!byHost.has(host)) byHost.set(host, route);
    }
  }
  return hostname => {
    const host = bestHost(hostname, byHost);
    return host === undefined ? undefined : byHost.get(host);
  };
}

function splitHosts(
  route: MeshVirtualService,
  services: ReadonlyMap<string, MeshService>,
  best: (hostname: string) => MeshVirtualService | undefined,
): { readonly names: string[]; readonly services: MeshService[] } {
  const names: string[] = [];
  const own: MeshService[] = [];
  for (const host of route.hosts.filter(one => !isWild(one))) {
    const service = services.get(host);
    if (service) own.push(service);
    else names.push(host);
  }
  for (const host of route.hosts.filter(isWild)) {
    const matching = [...services.values()].filter(one =>
      hostsOverlap(one.hostname, host),
    );
    if (matching.length === 0) names.push(host);
    own.push(...matching.filter(one => best(one.hostname) === route));
  }
  return { names, services: own };
}

/** Collects domains; who comes first keeps a domain. */
class DomainBook {
  readonly #byDomain = new Map<string, VirtualHost>();
  readonly #byService = new Map<string, VirtualHost>();
  readonly #names = new Set<string>();
  readonly #namespace: string;
  readonly #known: ReadonlySet<string>;

  constructor(namespace: string, known: ReadonlySet<string>) {
    this.#namespace = namespace;
    this.#known = known;
  }

  addName(name: string, virtualHost: VirtualHost): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#add(name, virtualHost, name);
  }

  addService(service: MeshService, virtualHost: VirtualHost): void {
    if (this.#names.has(service.hostname)) return;
    this.#names.add(service.hostname);
    for (const host of [service.hostname, ...service.aliases]) {
      const short = shortNames(host, this.#namespace);
      const domains = [host, ...short.filter(one => !this.#known.has(one))];
      for (const domain of domains) {
        this.#add(domain, virtualHost, service.hostname);
        if (isHeadless(service)) {
          this.#add(`*.${domain}`, virtualHost, service.hostname);
        }
      }
    }
    for (const address of service.addresses) {
      this.#add(address, virtualHost, service.hostname);
    }
  }

  #add(domain: string, virtualHost: VirtualHost, owner: string): void {
    const key = domain.toLowerCase();
    if (this.#byDomain.has(key)) return;
    this.#byDomain.set(key, virtualHost);
    if (key === owner.toLowerCase()) this.#byService.set(owner, virtualHost);
  }

  finish(): Pick<RouteTable, 'byDomain' | 'wildcards' | 'byService'> {
    const wildcards = [...this.#byDomain].filter(([domain]) => isWild(domain));
    return {
      byDomain: this.#byDomain,
      byService: this.#byService,
      wildcards: wildcards.sort(([a], [b]) => b.length - a.length),
    };
  }
}

function isHeadless(service: MeshService): boolean {
  return service.origin === 'Service' && service.resolution === 'passthrough';
}

/** Shorter names of a Service that its namespace, or all others, may use. */
function shortNames(hostname: string, namespace: string): readonly string[] {
  const suffix = `.svc.${clusterDomain}`;
  if (!hostname.endsWith(suffix)) return [];
  const bare = hostname.slice(0, -suffix.length);
  const dot = bare.indexOf('.');
  if (dot < 0) return [];
  const own = bare.slice(dot + 1) === namespace;
  return [...(own ? [bare.slice(0, dot)] : []), bare, `${bare}.svc`];
}
