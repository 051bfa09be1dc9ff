// Services that an egress listener imports: istio pilot/pkg/model/sidecar.go selectServices.
import type { SidecarPort } from '../../state/kinds/sidecar';
import { Imports, importsAlias, importsHost } from './egressHosts';
import type { MeshService } from '../registry/registry';

/** Of what a namespace sees, what is imported; one namespace's service for each host. */
export function importedServices(
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

/** A service with the ports of a listener of its own port only. */
export function onPort(
  service: MeshService,
  port: SidecarPort,
): MeshService | undefined {
  if (port.protocol.toUpperCase() === 'HTTP_PROXY') return service;
  const ports = service.ports.filter(one => one.number === port.number);
  return ports.length > 0 ? { ...service, ports } : undefined;
}

function withAliases(service: MeshService, imports: Imports): MeshService {
  const aliases = service.aliases.filter(host =>
    importsAlias(imports, service.namespace, host),
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
