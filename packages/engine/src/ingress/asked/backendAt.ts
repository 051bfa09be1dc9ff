import type { ClusterState } from '../../state/clusterState';
import type { KindDefinition } from '../../state/kindDefinition';
import type { BackendObjectRef } from '../../state/kinds/backendObjectRef';
import type { NamedBackend } from '../../state/kinds/envoyGateway';
import type { Service, ServicePort } from '../../state/kinds/service';
import { servicePort } from '../dial/servicePort';
import { stands } from '../routes/namedBackends';

/** A port of a Service that a policy's reference leads to, and the backend by name in between. */
export interface BackendAt {
  readonly port: ServicePort;
  readonly named?: NamedBackend;
}

/** The port that a reference of an object in a namespace leads to, where it is this Service's. */
export function backendAt(
  state: ClusterState,
  own: string,
  { group, kind, namespace = own, name, port }: BackendObjectRef,
  service: Service,
  kinds: readonly KindDefinition<NamedBackend>[] = [],
): BackendAt | undefined {
  const byName = kinds.find(one => one.kind === kind && one.group === group);
  if (byName) {
    const named = state.get(byName, namespace, name);
    const address = named?.endpoints.find(one => stands(one.address, service));
    const found = address && servicePort(service, address.port);
    return named && found && { port: found, named };
  }
  const isThis =
    kind === service.kind &&
    group === '' &&
    name === service.meta.name &&
    namespace === service.meta.namespace &&
    service.type !== 'ExternalName';
  const found = isThis ? servicePort(service, port) : undefined;
  return found && { port: found };
}
