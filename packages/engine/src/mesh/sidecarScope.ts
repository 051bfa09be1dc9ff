// What a sidecar knows: istio pilot/pkg/model/sidecar.go convertIstioListenerToWrapper, selectServices, collectImportedServices.
import type { ClusterState } from '../state/clusterState';
import { derive } from '../state/derived';
import { configMaps } from '../state/kinds/configMap';
import { services } from '../state/kinds/service';
import { serviceEntries } from '../state/kinds/serviceEntry';
import {
  Sidecar,
  SidecarEgress,
  SidecarPort,
  sidecars,
} from '../state/kinds/sidecar';
import { virtualServices } from '../state/kinds/virtualService';
import { hostsOverlap, hostWithin, isWild } from './hostName';
import { MeshConfig, meshConfig, OutboundPolicy } from './meshConfig';
import { MeshService, Registry, registry } from './registry';
import {
  meshGateway,
  MeshVirtualService,
  meshVirtualServices,
} from './virtualService';
import { visibleTo } from './visibility';

/** One egress listener: which services and routes it knows, on one port or on all. */
export interface EgressScope {
  readonly port?: SidecarPort;
  readonly bind?: string;
  /** A listener that really binds is not what redirected traffic meets. */
  readonly bindsToPort: boolean;
  readonly services: readonly MeshService[];
  readonly byPort: ReadonlyMap<number, readonly MeshService[]>;
  readonly virtualServices: readonly MeshVirtualService[];
}

export interface SidecarScope {
  readonly namespace: string;
  readonly sidecar?: Sidecar;
  readonly listeners: readonly EgressScope[];
  /** Services that the proxy has clusters for: those imported, and destinations of routes. */
  readonly clusters: ReadonlyMap<string, MeshService>;
  readonly outboundPolicy: OutboundPolicy;
  /** Routing tables and listeners made so far, for this scope's lifetime. */
  readonly memo: Map<string, unknown>;
}

interface World {
  readonly known: Registry;
  readonly routes: readonly MeshVirtualService[];
  readonly mesh: MeshConfig;
}

/** Scopes made so far, by namespace and Sidecar. */
const scopes = derive(
  [services, serviceEntries, sidecars, virtualServices, configMaps],
  state => ({
    world: {
      known: state.read(registry),
      mesh: state.read(meshConfig),
      routes: state
        .read(meshVirtualServices)
        .filter(one => one.gateways.has(meshGateway)),
    },
    made: new Map<string, SidecarScope>(),
  }),
);

/** What sidecars of a namespace that follow this Sidecar know. */
export function sidecarScope(
  state: ClusterState,
  namespace: string,
  sidecar: Sidecar | undefined,
): SidecarScope {
  const { world, made } = state.read(scopes);
  const key = `${namespace}|${sidecar?.meta.namespace}/${sidecar?.meta.name}`;
  const known = made.get(key);
  if (known) return known;
  const scope = makeScope(world, namespace, sidecar);
  made.set(key, scope);
  return scope;
}

const everything: readonly SidecarEgress[] = [{ hosts: ['*/*'] }];

function makeScope(
  world: World,
  namespace: string,
  sidecar: Sidecar | undefined,
): SidecarScope {
  const seen = {
    services: visibleTo(namespace, world.known.all, one => one),
    routes: visibleTo(namespace, world.routes, one => one),
  };
  const listeners = (sidecar?.egress ?? everything).map(egress =>
    makeListener(namespace, egress, seen),
  );
  return {
    namespace,
    ...(sidecar && { sidecar }),
    listeners,
    clusters: collectClusters(world, namespace, listeners),
    outboundPolicy: outboundPolicyOf(sidecar, world.mesh),
    memo: new Map(),
  };
}

function outboundPolicyOf(
  sidecar: Sidecar | undefined,
  mesh: MeshConfig,
): OutboundPolicy {
  const own = sidecar?.outboundTrafficPolicy;
  if (own === undefined) return mesh.outboundTrafficPolicy;
  return own === 'ALLOW_ANY' ? 'ALLOW_ANY' : 'REGISTRY_ONLY';
}

function makeListener(
  namespace: string,
  egress: SidecarEgress,
  seen: {
    readonly services: readonly MeshService[];
    readonly routes: readonly MeshVirtualService[];
  },
): EgressScope {
  const hosts = hostsByNamespace(egress.hosts, namespace);
  const chosen = selectServices(seen.services, namespace, hosts, egress.port);
  const { port, bind } = egress;
  return {
    ...(port && { port }),
    ...(bind !== undefined && { bind }),
    bindsToPort: egress.captureMode === 'NONE',
    services: chosen,
    byPort: indexByPort(chosen),
    virtualServices: seen.routes.filter(one => importsRoute(hosts, one)),
  };
}

function indexByPort(
  all: readonly MeshService[],
): ReadonlyMap<number, readonly MeshService[]> {
  const index = new Map<number, MeshService[]>();
  for (const service of all) {
    for (const { number } of service.ports) {
      const list = index.get(number);
      if (!list) index.set(number, [service]);
      else if (list[list.length - 1] !== service) list.push(service);
    }
  }
  return index;
}

interface Imports {
  readonly included: ReadonlyMap<string, readonly string[]>;
  /** `~namespace/host` takes out what others bring in. */
  readonly excluded: ReadonlyMap<string, readonly string[]>;
}

function hostsByNamespace(
  written: readonly string[],
  namespace: string,
): Imports {
  const included = new Map<string, string[]>();
  const excluded = new Map<string, string[]>();
  for (const one of written) {
    const parts = one.split('/');
    if (parts.length !== 2) continue;
    const [place, host] = parts;
    const out = place.startsWith('~');
    const bare = out ? place.slice(1) || '*' : place;
    const owner = bare === '.' ? namespace : bare;
    const side = out ? excluded : included;
    side.set(owner, [...(side.get(owner) ?? []), host]);
  }
  return { included, excluded };
}

function importsHost(imports: Imports, owner: string, host: string): boolean {
  const found = (side: Imports['included']) =>
    [...(side.get(owner) ?? []), ...(side.get('*') ?? [])].some(pattern =>
      hostWithin(host, pattern),
    );
  return found(imports.included) && !found(imports.excluded);
}

function importsRoute(
  { included, excluded }: Imports,
  route: MeshVirtualService,
): boolean {
  const patterns = [
    ...(included.get(route.namespace) ?? []),
    ...(included.get('*') ?? []),
  ];
  const out = [
    ...(excluded.get(route.namespace) ?? []),
    ...(excluded.get('*') ?? []),
  ];
  return route.hosts.some(
    host =>
      patterns.some(pattern =>
        isWild(host) || isWild(pattern)
          ? hostsOverlap(host, pattern)
          : host === pattern,
      ) && !out.some(pattern => hostWithin(host, pattern)),
  );
}

function selectServices(
  visible: readonly MeshService[],
  namespace: string,
  imports: Imports,
  port: SidecarPort | undefined,
): readonly MeshService[] {
  const imported = visible.flatMap(service => {
    if (!importsHost(imports, service.namespace, service.hostname)) return [];
    const narrowed = port ? onPort(service, port) : service;
    return narrowed ? [withAliases(narrowed, imports)] : [];
  });
  const owners = ownersByHostname(imported, namespace);
  return imported.filter(
    service => owners.get(service.hostname)!.namespace === service.namespace,
  );
}

function onPort(
  service: MeshService,
  port: SidecarPort,
): MeshService | undefined {
  if (port.protocol.toUpperCase() === 'HTTP_PROXY') return service;
  const ports = service.ports.filter(one => one.number === port.number);
  return ports.length > 0 ? { ...service, ports } : undefined;
}

function withAliases(service: MeshService, imports: Imports): MeshService {
  const aliases = service.aliases.filter(host =>
    importsHost(imports, service.namespace, host),
  );
  return aliases.length === service.aliases.length
    ? service
    : { ...service, aliases };
}

// One namespace owns a host: the proxy's own, else that of a Kubernetes Service, else the first.
function ownersByHostname(
  imported: readonly MeshService[],
  namespace: string,
): ReadonlyMap<string, MeshService> {
  const owners = new Map<string, MeshService>();
  for (const service of imported) {
    const known = owners.get(service.hostname);
    const better =
      !known ||
      service.namespace === namespace ||
      (known.origin !== 'Service' &&
        service.origin === 'Service' &&
        known.namespace !== namespace);
    if (better) owners.set(service.hostname, service);
  }
  return owners;
}

function collectClusters(
  { known }: World,
  namespace: string,
  listeners: readonly EgressScope[],
): ReadonlyMap<string, MeshService> {
  const clusters = new Map<string, MeshService>();
  for (const listener of listeners) {
    for (const service of listener.services) addCluster(clusters, service);
    for (const route of listener.virtualServices) {
      for (const [host, ports] of destinationsOf(route, namespace)) {
        const service = destinationService(known, host, namespace);
        const narrowed = service && narrowPorts(service, ports, listener);
        if (narrowed) addCluster(clusters, narrowed);
      }
    }
  }
  return clusters;
}

function addCluster(
  clusters: Map<string, MeshService>,
  service: MeshService,
): void {
  const known = clusters.get(service.hostname);
  if (!known || (known.origin !== 'Service' && service.origin === 'Service')) {
    clusters.set(service.hostname, service);
    return;
  }
  if (
    known.namespace !== service.namespace ||
    known.origin !== service.origin
  ) {
    return;
  }
  const have = new Set(known.ports.map(one => one.number));
  const more = service.ports.filter(one => !have.has(one.number));
  if (more.length > 0) {
    clusters.set(service.hostname, {
      ...known,
      ports: [...known.ports, ...more],
    });
  }
}

/** Ports by destination host; an empty set means all of them. */
function destinationsOf(
  route: MeshVirtualService,
  namespace: string,
): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const rule of [...route.http, ...route.tls, ...route.tcp]) {
    const applies =
      rule.matches.length === 0 ||
      rule.matches.some(
        one =>
          one.sourceNamespace === undefined ||
          one.sourceNamespace === namespace,
      );
    if (!applies) continue;
    for (const { host, port } of rule.destinations) {
      const ports = found.get(host) ?? new Set();
      found.set(host, ports.add(port ?? 0));
    }
  }
  return found;
}

function destinationService(
  known: Registry,
  host: string,
  namespace: string,
): MeshService | undefined {
  const all = known.byHostname.get(host) ?? [];
  const own = all.find(one => one.namespace === namespace);
  if (own) return own;
  const visible = visibleTo(namespace, all, one => one);
  return visible.find(one => one.origin === 'Service') ?? visible[0];
}

function narrowPorts(
  service: MeshService,
  wanted: ReadonlySet<number>,
  listener: EgressScope,
): MeshService | undefined {
  if (listener.port) return onPort(service, listener.port);
  if (wanted.has(0)) return service;
  const ports = service.ports.filter(one => wanted.has(one.number));
  return ports.length > 0 ? { ...service, ports } : undefined;
}
