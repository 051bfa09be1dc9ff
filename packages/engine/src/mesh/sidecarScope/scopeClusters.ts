// Services that a sidecar has clusters for: istio pilot/pkg/model/sidecar.go collectImportedServices, appendSidecarServices.
import type { HttpRule } from '../../state/kinds/virtualService';
import { sameValue } from '../../state/sameValue';
import { onPort } from './importedServices';
import type { MeshService, Registry } from '../registry/registry';
import type { EgressScope } from './sidecarScope';
import type { MeshVirtualService } from '../routes/virtualService';
import { sightOf } from '../controlPlane/visibility';

/** What is imported, and where imported routes lead. */
export function scopeClusters(
  known: Registry,
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

/** Adds a service, or the ports that it has besides those of the one that is there under its host. */
export function addCluster(
  clusters: Map<string, MeshService>,
  service: MeshService,
): void {
  const known = clusters.get(service.hostname);
  if (!known || (known.origin !== 'Service' && service.origin === 'Service')) {
    clusters.set(service.hostname, service);
    return;
  }
  if (!areOne(known, service)) return;
  const have = new Set(known.ports.map(one => one.number));
  const more = service.ports.filter(one => !have.has(one.number));
  if (more.length > 0) {
    clusters.set(service.hostname, {
      ...known,
      ports: [...known.ports, ...more],
    });
  }
}

/** Whether two services of one host are one with the ports of both: sidecar.go canMergeServices. */
export function areOne(a: MeshService, b: MeshService): boolean {
  return (
    a.namespace === b.namespace &&
    a.origin === b.origin &&
    resolutionOf(a) === resolutionOf(b) &&
    sameValue(a.object.meta.labels, b.object.meta.labels) &&
    sameValue(a.selector ?? {}, b.selector ?? {}) &&
    sameValue(writtenExportTo(a), writtenExportTo(b))
  );
}

function resolutionOf({ object, resolution }: MeshService): string {
  return 'resolution' in object ? object.resolution : resolution;
}

// The mesh's default counts for nothing here: what says it is not what says nothing.
function writtenExportTo({ object }: MeshService): readonly string[] {
  return 'exportTo' in object ? [...(object.exportTo ?? [])].sort() : [];
}

/** Ports by destination host; an empty set means all of them. */
function destinationsOf(
  route: MeshVirtualService,
  namespace: string,
): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  const http = route.http.filter(rule => isFor(rule, namespace));
  for (const { host, port } of [
    ...[...http, ...route.tcp, ...route.tls].flatMap(one => one.destinations),
    ...http.flatMap(one => one.mirrors ?? []),
  ]) {
    const ports = found.get(host) ?? new Set();
    found.set(host, ports.add(port ?? 0));
  }
  return found;
}

// Of requests alone are namespaces asked; once a match names one, those that name none no longer count:
// push_context.go virtualServiceDestinationsFilteredBySourceNamespace.
function isFor({ matches }: HttpRule, namespace: string): boolean {
  const named = matches.flatMap(one => one.sourceNamespace ?? []);
  return named.length === 0 || named.includes(namespace);
}

function destinationService(
  known: Registry,
  host: string,
  namespace: string,
): MeshService | undefined {
  const all = known.byHostname.get(host) ?? [];
  const own = all.find(one => one.namespace === namespace);
  if (own) return own;
  const visible = all.filter(
    one => sightOf(one.exportTo, one.namespace, namespace) !== undefined,
  );
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
