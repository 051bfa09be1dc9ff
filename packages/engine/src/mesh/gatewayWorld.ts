// All gateways and all routes bound to them, from Istio's own kinds, the Gateway API and Ingress.
import { derive, groupBy } from '../state/derived';
import { configMaps } from '../state/kinds/configMap';
import { gateways } from '../state/kinds/gateway';
import { gatewayClasses } from '../state/kinds/gatewayClass';
import { grpcRoutes } from '../state/kinds/grpcRoute';
import { httpRoutes } from '../state/kinds/httpRoute';
import { ingresses } from '../state/kinds/ingress';
import { ingressClasses } from '../state/kinds/ingressClass';
import { istioGateways } from '../state/kinds/istioGateway';
import { namespaces } from '../state/kinds/namespace';
import { referenceGrants } from '../state/kinds/referenceGrant';
import { serviceEntries } from '../state/kinds/serviceEntry';
import { services } from '../state/kinds/service';
import { tcpRoutes } from '../state/kinds/tcpRoute';
import { tlsRoutes } from '../state/kinds/tlsRoute';
import { virtualServices } from '../state/kinds/virtualService';
import { discovered } from './discovery';
import { gatewayApi } from './gatewayApi';
import { istioIngress } from './istioIngress';
import { fromIstioGateway, MeshGateway } from './meshGateway';
import { byAge } from './registry';
import { MeshVirtualService, meshVirtualServices } from './virtualService';
import { visibleTo } from './visibility';

export interface GatewayWorld {
  /** Oldest first. */
  readonly gateways: readonly MeshGateway[];
  /** Routes by the gateway they are bound to, oldest first. */
  readonly routes: ReadonlyMap<string, readonly MeshVirtualService[]>;
}

export const gatewayKinds = [
  istioGateways,
  virtualServices,
  gateways,
  gatewayClasses,
  httpRoutes,
  grpcRoutes,
  tlsRoutes,
  tcpRoutes,
  referenceGrants,
  namespaces,
  services,
  serviceEntries,
  ingresses,
  ingressClasses,
  configMaps,
];

export const gatewayWorld = derive(gatewayKinds, (state): GatewayWorld => {
  const converted = [gatewayApi(state), istioIngress(state)];
  const all = [
    ...discovered(state, istioGateways).map(fromIstioGateway),
    ...converted.flatMap(one => one.gateways),
  ].sort(byAge);
  const routes = [
    ...state.read(meshVirtualServices),
    ...converted.flatMap(one => one.routes),
  ].sort(byAge);
  return { gateways: all, routes: groupBy(routes, one => one.gateways) };
});

/**
 * Routes of a gateway that proxies of a namespace see, in the order in which they are tried. Of
 * public ones, Gateway API routes of the proxy's own namespace come first (push_context.go
 * VirtualServicesForGateway).
 */
export function routesOf(
  world: GatewayWorld,
  gateway: string,
  namespace: string,
): readonly MeshVirtualService[] {
  const seen = visibleTo(
    namespace,
    world.routes.get(gateway) ?? [],
    one => one,
  );
  const isPublic = (one: MeshVirtualService) => one.exportTo.has('*');
  const favoured = (one: MeshVirtualService) =>
    one.kind.endsWith('Route') && one.namespace === namespace;
  return [
    ...seen.filter(one => !isPublic(one)),
    ...seen.filter(one => isPublic(one) && favoured(one)),
    ...seen.filter(one => isPublic(one) && !favoured(one)),
  ];
}
