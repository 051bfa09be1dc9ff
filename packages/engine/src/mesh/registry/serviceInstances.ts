// Instances of a service's port, as proxies' listeners and clusters count them: istio pilot/pkg/model/push_context.go
// initServiceRegistry, endpointshards.go CopyEndpoints. Whether they are ready does not count.
import type { ClusterState } from '../../state/clusterState';
import { MeshEndpoint, ownEndpoints } from './endpoints';
import { MeshService, Registry, servicesNamed } from './registry';

type Named = Pick<MeshService, 'hostname' | 'namespace'>;

/** Whether instances of a service come from ServiceEntries: its EndpointSlices alone do not say them. */
export function sharesInstances(
  { byHostname }: Registry,
  service: Named,
): boolean {
  const named = ofNamespace(byHostname.get(service.hostname) ?? [], service);
  return (
    named.some(one => one.origin === 'ServiceEntry') &&
    named.some(
      ({ origin, selector, written }) =>
        origin === 'Service' || selector !== undefined || written.length > 0,
    )
  );
}

function ofNamespace(
  all: readonly MeshService[],
  { namespace }: Named,
): readonly MeshService[] {
  return all.filter(one => one.namespace === namespace);
}

/**
 * Instances of a port. All services of one host and namespace share them: those of a Service go by the name of the
 * port, those of a ServiceEntry by its number, and the youngest service that finds any says which.
 */
export function serviceInstances(
  state: ClusterState,
  service: Named,
  number: number,
): readonly MeshEndpoint[] {
  const named = ofNamespace(servicesNamed(state, service.hostname), service);
  const found = named.map(one => instancesUnder(state, one, named, number));
  return found.reverse().find(one => one.length > 0) ?? [];
}

// A host is a service for each address of its ServiceEntry, with the same endpoints.
function instancesUnder(
  state: ClusterState,
  { ports }: MeshService,
  named: readonly MeshService[],
  number: number,
): readonly MeshEndpoint[] {
  const names = ports.filter(one => one.number === number).map(one => one.name);
  if (names.length === 0) return [];
  const objects = new Map(named.map(one => [one.object, one]));
  return [...objects.values()].flatMap(one =>
    one.ports
      .filter(port =>
        one.origin === 'Service'
          ? names.includes(port.name)
          : port.number === number,
      )
      .flatMap(port => ownEndpoints(state, one, port, 'all')),
  );
}

const address = /^[\d.]+$|:/;

/** Addresses of the instances of a port, without names that proxies look up. */
export function instanceAddresses(
  state: ClusterState,
  service: Named,
  number: number,
): ReadonlySet<string> {
  return new Set(
    serviceInstances(state, service, number)
      .map(one => one.address)
      .filter(one => address.test(one)),
  );
}
