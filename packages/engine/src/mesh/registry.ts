// What a control plane knows as services: istio pilot/pkg/serviceregistry/kube/conversion.go, serviceentry/conversion.go.
import { compareText } from '../state/compareText';
import { derive, groupBy } from '../state/derived';
import type { KubeObject } from '../state/meta';
import { Service, services } from '../state/kinds/service';
import {
  serviceEntries,
  ServiceEntry,
  WorkloadAddress,
} from '../state/kinds/serviceEntry';
import type { Labels } from '../state/read';
import { discovered, discoveryKinds } from './discovery';
import { resolveAliases } from './externalName';
import { clusterDomain, MeshConfig, meshConfig } from './meshConfig';
import { parseProtocol, Protocol, protocolOfPort } from './protocolSelection';

export interface MeshPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: Protocol;
  /** Number or name of a container port. */
  readonly targetPort: number | string;
}

/** A host that proxies know, made from a Service or from a host of a ServiceEntry. */
export interface MeshService {
  readonly hostname: string;
  readonly namespace: string;
  readonly name: string;
  readonly origin: 'Service' | 'ServiceEntry';
  readonly object: Service | ServiceEntry;
  readonly created: number;
  /**
   * `passthrough`: a sidecar connects to the address that the client dialled;
   * `alias`: another name of the service in `aliasOf`.
   */
  readonly resolution: 'static' | 'passthrough' | 'dns' | 'alias';
  readonly aliasOf?: string;
  /** Hosts of ExternalName Services that lead here. */
  readonly aliases: readonly string[];
  readonly meshExternal: boolean;
  readonly exportTo: ReadonlySet<string>;
  /** Addresses that clients dial; none for headless ones. */
  readonly addresses: readonly string[];
  readonly ports: readonly MeshPort[];
  readonly selector?: Labels;
  /** Endpoints written into a ServiceEntry. */
  readonly written: readonly WorkloadAddress[];
}

export interface Registry {
  /** Oldest first; on equal age by name, then namespace. */
  readonly all: readonly MeshService[];
  readonly byHostname: ReadonlyMap<string, readonly MeshService[]>;
  readonly byAddress: ReadonlyMap<string, readonly MeshService[]>;
  readonly byNamespace: ReadonlyMap<string, readonly MeshService[]>;
}

export const registry = derive(
  [services, serviceEntries, ...discoveryKinds],
  (state): Registry => {
    const mesh = state.read(meshConfig);
    const all = resolveAliases([
      ...discovered(state, services).map(service => fromService(service, mesh)),
      ...discovered(state, serviceEntries).flatMap(entry =>
        fromEntry(entry, mesh),
      ),
    ]).sort(byAge);
    return {
      all,
      byHostname: groupBy(all, service => [service.hostname]),
      byAddress: groupBy(all, service => service.addresses),
      byNamespace: groupBy(all, service => [service.namespace]),
    };
  },
);

/** Orders by age as Istio does when two things claim the same. */
export function byAge(
  a: { created: number; name: string; namespace: string },
  b: { created: number; name: string; namespace: string },
): number {
  return (
    Math.floor(a.created / 1000) - Math.floor(b.created / 1000) ||
    compareText(a.name, b.name) ||
    compareText(a.namespace, b.namespace)
  );
}

/** Fully qualified name of a Service. */
export function hostnameOf(namespace: string, name: string): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

/** The registry's view of a Service object. */
export function meshServiceOf(
  known: Registry,
  namespace: string,
  name: string,
): MeshService | undefined {
  return known.byHostname
    .get(hostnameOf(namespace, name))
    ?.find(service => service.origin === 'Service');
}

function common(object: KubeObject) {
  const { namespace, name, created } = object.meta;
  return { namespace, name, created, aliases: [] };
}

function fromService(service: Service, mesh: MeshConfig): MeshService {
  const exported = service.meta.annotations['networking.istio.io/exportTo'];
  const external = service.type === 'ExternalName';
  return {
    ...common(service),
    hostname: hostnameOf(service.meta.namespace, service.meta.name),
    origin: 'Service',
    object: service,
    resolution: resolutionOf(service),
    ...(external && { aliasOf: service.externalName }),
    meshExternal: external,
    exportTo: new Set(
      exported === undefined
        ? mesh.defaultServiceExportTo
        : exported.split(',').map(one => one.trim()),
    ),
    addresses: service.clusterIps,
    ports: service.ports.map(port => ({
      number: port.port,
      name: port.name ?? '',
      protocol: protocolOfPort(port),
      targetPort: port.targetPort,
    })),
    ...(service.selector && { selector: service.selector }),
    written: [],
  };
}

function resolutionOf(service: Service): MeshService['resolution'] {
  if (service.type === 'ExternalName') return 'alias';
  return service.headless ? 'passthrough' : 'static';
}

const entryResolutions: Readonly<Record<string, MeshService['resolution']>> = {
  NONE: 'passthrough',
  STATIC: 'static',
};

function fromEntry(
  entry: ServiceEntry,
  mesh: MeshConfig,
): readonly MeshService[] {
  return entry.hosts.map(hostname => ({
    ...common(entry),
    hostname,
    name: hostname,
    origin: 'ServiceEntry' as const,
    object: entry,
    resolution: entryResolutions[entry.resolution] ?? 'dns',
    meshExternal: entry.location !== 'MESH_INTERNAL',
    exportTo: new Set(entry.exportTo ?? mesh.defaultServiceExportTo),
    addresses: entry.addresses,
    ports: entry.ports.map(port => ({
      number: port.number,
      name: port.name,
      protocol: parseProtocol(port.protocol),
      targetPort: port.targetPort ?? port.number,
    })),
    ...(entry.workloadSelector && { selector: entry.workloadSelector }),
    written: entry.endpoints,
  }));
}
