// What a control plane knows as services: istio pilot/pkg/serviceregistry/kube/conversion.go, serviceentry/conversion.go.
import { compareText } from '../../state/compareText';
import type { ClusterState } from '../../state/clusterState';
import { bucket, derive, deriveTable, groupBy } from '../../state/derived';
import { indexBy } from '../../state/objectIndex';
import type { KubeObject } from '../../state/meta';
import { Service, services } from '../../state/kinds/service';
import {
  serviceEntries,
  ServiceEntry,
  WorkloadAddress,
} from '../../state/kinds/serviceEntry';
import type { Labels } from '../../state/read';
import {
  discovered,
  discoveryKinds,
  isDiscovered,
} from '../controlPlane/discovery';
import type { EntryVisibility } from '../controlPlane/entryVisibilities';
import { cappedExports, exportCap } from '../controlPlane/entryVisibility';
import { namesByTarget, resolveAliases, withAliases } from './externalName';
import {
  clusterDomain,
  MeshConfig,
  meshConfig,
} from '../controlPlane/meshConfig';
import {
  parseProtocol,
  Protocol,
  protocolOfPort,
} from '../outbound/protocolSelection';

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
}

export const registry = derive(
  [services, serviceEntries, ...discoveryKinds],
  (state): Registry => {
    const mesh = state.read(meshConfig);
    const all = resolveAliases([
      ...discovered(state, services).map(service => fromService(service, mesh)),
      ...discovered(state, serviceEntries).flatMap(entry =>
        fromEntry(state, entry, mesh),
      ),
    ]).sort(byAge);
    return {
      all,
      byHostname: groupBy(all, service => [service.hostname]),
    };
  },
);

const entriesByHost = indexBy(serviceEntries, entry => entry.hosts);

const externalNames = indexBy(services, ({ type }) =>
  type === 'ExternalName' ? ['any'] : [],
);

/** Hosts of ExternalName Services by the host that they lead to in the end. */
const aliases = deriveTable(
  [bucket(externalNames, 'any'), ...discoveryKinds],
  state => {
    const mesh = state.read(meshConfig);
    return namesByTarget(
      state
        .lookup(externalNames, 'any')
        .filter(({ meta }) => isDiscovered(state, meta.namespace))
        .map(service => fromService(service, mesh)),
    );
  },
);

/** Hosts of ExternalName Services that lead to a host. */
export function aliasesOf(
  state: ClusterState,
  hostname: string,
): readonly string[] {
  return state.readAt(aliases, hostname) ?? [];
}

/** What the registry has under one host, oldest first, read without the rest of it. */
export function servicesNamed(
  state: ClusterState,
  hostname: string,
): readonly MeshService[] {
  const mesh = state.read(meshConfig);
  const known = (one: KubeObject) => isDiscovered(state, one.meta.namespace);
  const service = serviceObject(state, hostname);
  const found = [
    ...(service && known(service) ? [fromService(service, mesh)] : []),
    ...state
      .lookup(entriesByHost, hostname)
      .filter(known)
      .flatMap(entry => fromEntry(state, entry, mesh))
      .filter(one => one.hostname === hostname),
  ];
  if (found.length === 0) return found;
  const names = aliasesOf(state, hostname);
  const named =
    names.length > 0 ? found.map(one => withAliases(one, names)) : found;
  return named.sort(byAge);
}

/** The Services and ServiceEntries of a namespace as the registry has them, without their aliases. */
export function servicesWithin(
  state: ClusterState,
  namespace: string,
): readonly MeshService[] {
  if (!isDiscovered(state, namespace)) return [];
  const mesh = state.read(meshConfig);
  return [
    ...state
      .inNamespace(services, namespace)
      .map(service => fromService(service, mesh)),
    ...state
      .inNamespace(serviceEntries, namespace)
      .flatMap(entry => fromEntry(state, entry, mesh)),
  ].sort(byAge);
}

const suffix = `.svc.${clusterDomain}`;

/** The Service object that a host is the name of, whoever sees it. */
export function serviceObject(
  state: ClusterState,
  hostname: string,
): Service | undefined {
  if (!hostname.endsWith(suffix)) return undefined;
  const [name, namespace, ...more] = hostname
    .slice(0, -suffix.length)
    .split('.');
  return namespace === undefined || more.length > 0
    ? undefined
    : state.get(services, namespace, name);
}

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

interface Converted<T> {
  readonly exportTo: readonly string[];
  readonly cap: EntryVisibility;
  readonly value: T;
}

const fromServices = new WeakMap<Service, Converted<MeshService>>();
const fromEntries = new WeakMap<
  ServiceEntry,
  Converted<readonly MeshService[]>
>();

// Objects never change, and of the mesh only two settings count: each is converted once.
function once<O extends object, T>(
  made: WeakMap<O, Converted<T>>,
  object: O,
  { defaultServiceExportTo: exportTo }: MeshConfig,
  convert: () => T,
  cap: EntryVisibility = 'PUBLIC',
): T {
  const known = made.get(object);
  if (known?.exportTo === exportTo && known.cap === cap) return known.value;
  const value = convert();
  made.set(object, { exportTo, cap, value });
  return value;
}

function fromService(service: Service, mesh: MeshConfig): MeshService {
  return once(fromServices, service, mesh, () => toService(service, mesh));
}

function fromEntry(
  state: ClusterState,
  entry: ServiceEntry,
  mesh: MeshConfig,
): readonly MeshService[] {
  const cap = exportCap(state, entry.meta.namespace);
  return once(
    fromEntries,
    entry,
    mesh,
    () => toServices(entry, mesh, cap),
    cap,
  );
}

function toService(service: Service, mesh: MeshConfig): MeshService {
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
      // An empty one says nothing: pilot/pkg/serviceregistry/kube/conversion.go ConvertService.
      !exported
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

function toServices(
  entry: ServiceEntry,
  mesh: MeshConfig,
  cap: EntryVisibility,
): readonly MeshService[] {
  const exported = entry.exportTo ?? mesh.defaultServiceExportTo;
  const exportTo = new Set(cappedExports(exported, entry.meta.namespace, cap));
  return entry.hosts.flatMap(hostname =>
    addressesOf(entry).map(addresses =>
      atAddress(entry, exportTo, hostname, addresses),
    ),
  );
}

// What an entry without addresses gets: to write it is to write none.
const unspecified = '0.0.0.0';

// A host is as many services as it has addresses, of which proxies listen for the first: conversion.go convertServices.
function addressesOf({
  addresses,
}: ServiceEntry): readonly (readonly string[])[] {
  return addresses.length === 0
    ? [[]]
    : addresses
        .map(one => one.replace(/^([\d.]+)\/32$|^(.+)\/128$/, '$1$2'))
        .map(one => (one === unspecified ? [] : [one]));
}

function atAddress(
  entry: ServiceEntry,
  exportTo: ReadonlySet<string>,
  hostname: string,
  addresses: readonly string[],
): MeshService {
  return {
    ...common(entry),
    hostname,
    name: hostname,
    origin: 'ServiceEntry',
    object: entry,
    resolution: entryResolutions[entry.resolution] ?? 'dns',
    meshExternal: entry.location !== 'MESH_INTERNAL',
    exportTo,
    addresses,
    ports: entry.ports.map(port => ({
      number: port.number,
      name: port.name,
      protocol: parseProtocol(port.protocol),
      targetPort: port.targetPort ?? port.number,
    })),
    ...(entry.workloadSelector && { selector: entry.workloadSelector }),
    written: entry.endpoints,
  };
}
