// Routes of an outbound HTTP port: istio pilot/pkg/networking/core/httproute.go BuildSidecarOutboundVirtualHosts,
// route/route.go BuildSidecarVirtualHostWrapper.
import type { SidecarClient } from '../client';
import { DomainBook } from './domainBook';
import { listenerProtocol } from './protocolSelection';
import type { MeshPort, MeshService } from '../registry/registry';
import type { Asker } from '../routes/routeMatch';
import { routeWrappers } from '../routes/routeWrapper';
import type { EgressScope } from '../sidecarScope/sidecarScope';
import {
  meshGateway,
  MeshRule,
  MeshVirtualService,
} from '../routes/virtualService';

/** A virtual host: rules of a VirtualService, or the plain way to one service. */
export type VirtualHost =
  | {
      readonly kind: 'rules';
      readonly from: MeshVirtualService;
      readonly rules: readonly MeshRule[];
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
  client: SidecarClient,
  port: number,
): EgressScope | undefined {
  return client.scope.listeners.find(
    one => one.port === undefined || one.port.number === port,
  );
}

/** The routes of one outbound port, made once for clients that are alike. */
export function routeTable(client: SidecarClient, port: number): RouteTable {
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
  client: SidecarClient,
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
  client: SidecarClient,
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
    if (!portOf(service, port)) continue;
    // Routes write hosts in small letters, clusters as they are, so that one in capitals leads nowhere: httproute.go
    // BuildSidecarOutboundVirtualHosts.
    const hostname = service.hostname.toLowerCase();
    const isSmall = hostname === service.hostname;
    found.set(hostname, isSmall ? service : { ...service, hostname });
  }
  return found;
}

function isRoutable(service: MeshService, port: number): boolean {
  return service.resolution !== 'alias' && speaksHttp(portOf(service, port));
}

/** Whether routes by Host are made for a port. */
export function speaksHttp(port: MeshPort | undefined): boolean {
  if (!port) return false;
  const protocol = listenerProtocol(port.protocol);
  return protocol === 'http' || protocol === 'auto';
}

/** The port of a service with a number; one of UDP is none: model/service.go PortList.GetByPort. */
export function portOf(
  service: MeshService,
  port: number,
): MeshPort | undefined {
  return service.ports.find(
    one => one.number === port && one.protocol !== 'UDP',
  );
}
