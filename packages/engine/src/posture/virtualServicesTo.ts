import { fullHost, gatewayName, hostnameOf } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import { IstioGateway, istioGateways } from '../state/kinds/istioGateway';
import type { Service } from '../state/kinds/service';
import {
  Destination,
  VirtualService,
  virtualServicesByDestination,
} from '../state/kinds/virtualService';

/** A VirtualService that names a Service, and the destination by which it does. */
export interface Naming {
  readonly route: VirtualService;
  readonly destination: Destination;
}

/** Every destination of every VirtualService whose host begins with the Service's name. */
export function namings(
  state: ClusterState,
  { meta }: Service,
): readonly Naming[] {
  return state.lookup(virtualServicesByDestination, meta.name).flatMap(route =>
    [...route.http, ...route.tls, ...route.tcp]
      .flatMap(rule => rule.destinations)
      .filter(({ host }) => host.split('.')[0] === meta.name)
      .map(destination => ({ route, destination })),
  );
}

/** Those that lead to the Service: short names are resolved where they are written. */
export function namingsOf(
  state: ClusterState,
  service: Service,
): readonly Naming[] {
  const { namespace, name } = service.meta;
  return namings(state, service).filter(
    ({ route, destination }) =>
      fullHost(destination.host, route.meta.namespace) ===
      hostnameOf(namespace, name),
  );
}

/** The VirtualServices that lead to a Service, each once. */
export function virtualServicesTo(
  state: ClusterState,
  service: Service,
): readonly VirtualService[] {
  return [...new Set(namingsOf(state, service).map(one => one.route))];
}

/** The Gateways that a VirtualService names, and those that are not there. */
export function gatewaysNamed(
  state: ClusterState,
  route: VirtualService,
): readonly { readonly name: string; readonly gateway?: IstioGateway }[] {
  return route.gateways
    .filter(written => written !== 'mesh')
    .map(written => {
      const name = gatewayName(written, route.meta.namespace);
      const [namespace, own] = name.split('/');
      const gateway = state.get(istioGateways, namespace, own);
      return { name, ...(gateway && { gateway }) };
    });
}

/** The Gateways that VirtualServices of a Service are bound to. */
export function boundGateways(
  state: ClusterState,
  service: Service,
): readonly {
  readonly route: VirtualService;
  readonly gateway: IstioGateway;
}[] {
  return virtualServicesTo(state, service).flatMap(route =>
    gatewaysNamed(state, route).flatMap(({ gateway }) =>
      gateway ? [{ route, gateway }] : [],
    ),
  );
}
