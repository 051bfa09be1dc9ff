// Gateways, and the routes bound to them, from Istio's own kinds, the Gateway API and Ingress.
import type { ClusterState } from '../../state/clusterState';
import {
  bucket,
  derive,
  deriveTable,
  deriveValue,
  groupBy,
} from '../../state/derived';
import { configMaps } from '../../state/kinds/configMap';
import { gateways } from '../../state/kinds/gateway';
import { gatewayClasses } from '../../state/kinds/gatewayClass';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { istioGateways } from '../../state/kinds/istioGateway';
import { listenerSetKinds } from '../../state/kinds/listenerSet';
import { namespaces } from '../../state/kinds/namespace';
import { referenceGrants } from '../../state/kinds/referenceGrant';
import { services } from '../../state/kinds/service';
import { tcpRoutes } from '../../state/kinds/tcpRoute';
import { tlsRoutes } from '../../state/kinds/tlsRoute';
import { virtualServices } from '../../state/kinds/virtualService';
import { indexBy } from '../../state/objectIndex';
import { discovered, discoveryKinds } from '../controlPlane/discovery';
import { gatewayApi } from './gatewayApi';
import { HostIndex } from '../registry/hostIndex';
import { isWild } from '../registry/hostName';
import { ingressesOfIstio, istioIngress } from './istioIngress';
import { fromIstioGateway, MeshGateway } from './meshGateway';
import { byAge } from '../registry/registry';
import {
  meshVirtualService,
  MeshVirtualService,
  meshVirtualServices,
  virtualServicesByDelegate,
  virtualServicesByHost,
  virtualServicesByTarget,
} from '../routes/virtualService';
import { visibleTo } from '../controlPlane/visibility';

const any = 'any';

/** Gateways and routes that Istio makes from the Gateway API and from Ingresses. */
const converted = derive(
  [
    gateways,
    gatewayClasses,
    ...listenerSetKinds,
    httpRoutes,
    grpcRoutes,
    tlsRoutes,
    tcpRoutes,
    referenceGrants,
    namespaces,
    services,
    ingressesOfIstio,
    configMaps,
    ...discoveryKinds,
  ],
  state => {
    const all = [gatewayApi(state), istioIngress(state)];
    return {
      gateways: all.flatMap(one => one.gateways),
      routes: all.flatMap(one => one.routes),
    };
  },
);

/** All gateways, oldest first. */
export const meshGateways = deriveValue(
  [istioGateways, converted, ...discoveryKinds],
  (state): readonly MeshGateway[] =>
    [
      ...discovered(state, istioGateways).map(fromIstioGateway),
      ...state.read(converted).gateways,
    ].sort(byAge),
);

const convertedByHost = deriveTable([converted], state =>
  groupBy(state.read(converted).routes, one =>
    one.hosts.map(host => host.toLowerCase()),
  ),
);

const convertedByTarget = deriveTable([converted], state =>
  groupBy(
    state.read(converted).routes,
    ({ http, tls, tcp }) =>
      new Set(
        [...http, ...tls, ...tcp].flatMap(rule =>
          rule.destinations.map(one => one.host),
        ),
      ),
  ),
);

const wildVirtualServices = indexBy(virtualServices, ({ hosts }) =>
  hosts.some(isWild) ? [any] : [],
);

/** All wildcards that a virtual host of a gateway can have, in lower case, sorted. */
const wildcards = deriveValue(
  [bucket(wildVirtualServices, any), converted, meshGateways],
  (state): readonly string[] => {
    const served = state
      .read(meshGateways)
      .flatMap(one => one.servers.flatMap(server => server.hosts))
      .map(host => host.slice(host.indexOf('/') + 1));
    const hosts = [
      ...state.lookup(wildVirtualServices, any).flatMap(one => one.hosts),
      ...state.read(converted).routes.flatMap(one => one.hosts),
      ...served,
    ];
    const wild = hosts.filter(isWild).map(host => host.toLowerCase());
    return [...new Set(wild)].sort();
  },
);

const indexes = new WeakMap<readonly string[], HostIndex>();

/** Virtual hosts that could be the one for a name, best first: itself, then wildcards, longest first. */
export function domainsOver(
  state: ClusterState,
  name: string,
): readonly string[] {
  const all = state.read(wildcards);
  const index = indexes.get(all) ?? new HostIndex(all);
  indexes.set(all, index);
  return [name, ...index.over(name)];
}

/** Routes that a virtual host can have rules of: those for the same host, and for wildcards that take it. */
export function routesAround(
  state: ClusterState,
  domain: string,
): readonly MeshVirtualService[] {
  const hosts = domainsOver(state, domain);
  const own = hosts.flatMap(host => state.lookup(virtualServicesByHost, host));
  return [
    ...[...new Set(own)].flatMap(one => meshVirtualService(state, one) ?? []),
    ...new Set(
      hosts.flatMap(host => state.readAt(convertedByHost, host) ?? []),
    ),
  ].sort(byAge);
}

/** Routes that name one of these hosts as a destination, themselves or by a delegate. */
export function routesTowards(
  state: ClusterState,
  hostnames: readonly string[],
): readonly MeshVirtualService[] {
  const naming = hostnames.flatMap(host =>
    state.lookup(virtualServicesByTarget, host),
  );
  const roots = naming.flatMap(({ meta, hosts }) =>
    hosts.length > 0
      ? []
      : state.lookup(
          virtualServicesByDelegate,
          `${meta.namespace}/${meta.name}`,
        ),
  );
  return [
    ...[...new Set([...naming, ...roots])].flatMap(
      one => meshVirtualService(state, one) ?? [],
    ),
    ...new Set(
      hostnames.flatMap(host => state.readAt(convertedByTarget, host) ?? []),
    ),
  ];
}

/** Every route there is. */
export function allRoutes(state: ClusterState): readonly MeshVirtualService[] {
  return [...state.read(meshVirtualServices), ...state.read(converted).routes];
}

const streamVirtualServices = indexBy(virtualServices, ({ tls, tcp }) =>
  tls.length + tcp.length > 0 ? [any] : [],
);

/** Routes of bytes by the gateway that they are bound to, oldest first. */
export const streamRoutes = derive(
  [bucket(streamVirtualServices, any), converted, ...discoveryKinds],
  (state): ReadonlyMap<string, readonly MeshVirtualService[]> => {
    const own = state
      .lookup(streamVirtualServices, any)
      .flatMap(one => meshVirtualService(state, one) ?? []);
    const made = state
      .read(converted)
      .routes.filter(({ tls, tcp }) => tls.length + tcp.length > 0);
    return groupBy([...own, ...made].sort(byAge), one => one.gateways);
  },
);

/**
 * Of routes of a gateway, those that proxies of a namespace see, in the order in which they are tried.
 * Of public ones, Gateway API routes of the proxy's own namespace come first (push_context.go
 * VirtualServicesForGateway).
 */
export function seenBy(
  namespace: string,
  routes: readonly MeshVirtualService[],
): readonly MeshVirtualService[] {
  const seen = visibleTo(namespace, routes, one => one);
  const isPublic = (one: MeshVirtualService) => one.exportTo.has('*');
  const favoured = (one: MeshVirtualService) =>
    one.kind.endsWith('Route') && one.namespace === namespace;
  return [
    ...seen.filter(one => !isPublic(one)),
    ...seen.filter(one => isPublic(one) && favoured(one)),
    ...seen.filter(one => isPublic(one) && !favoured(one)),
  ];
}
