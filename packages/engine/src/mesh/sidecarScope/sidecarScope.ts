// What a sidecar knows: istio pilot/pkg/model/sidecar.go DefaultSidecarScopeForNamespace, convertToSidecarScope.
import type { ClusterState } from '../../state/clusterState';
import { derive, groupBy } from '../../state/derived';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { services } from '../../state/kinds/service';
import { serviceEntries } from '../../state/kinds/serviceEntry';
import {
  Sidecar,
  SidecarEgress,
  SidecarPort,
  sidecars,
} from '../../state/kinds/sidecar';
import { tcpRoutes } from '../../state/kinds/tcpRoute';
import { tlsRoutes } from '../../state/kinds/tlsRoute';
import { virtualServices } from '../../state/kinds/virtualService';
import { Families, knownBy } from '../registry/addressFamily';
import { discoveryKinds } from '../controlPlane/discovery';
import { egressHosts, importsRoute } from './egressHosts';
import { importedServices } from './importedServices';
import { isOfGatewayApi, meshRoutes } from '../routes/meshRoutes';
import { byAge, MeshService, Registry, registry } from '../registry/registry';
import { scopeClusters } from './scopeClusters';
import {
  meshGateway,
  MeshVirtualService,
  meshVirtualServices,
} from '../routes/virtualService';
import { servicesVisibleTo, visibleTo } from '../controlPlane/visibility';

/** One egress listener: which services and routes it knows, on one port or on all. */
export interface EgressScope {
  readonly port?: SidecarPort;
  /** The only address that it is for. */
  readonly bind?: string;
  readonly services: readonly MeshService[];
  readonly byPort: ReadonlyMap<number, readonly MeshService[]>;
  /** By the first of their addresses. */
  readonly byAddress: ReadonlyMap<string, readonly MeshService[]>;
  readonly virtualServices: readonly MeshVirtualService[];
}

export interface SidecarScope {
  readonly namespace: string;
  readonly sidecar?: Sidecar;
  readonly listeners: readonly EgressScope[];
  /** Services that the proxy has clusters for: those imported, and destinations of routes. */
  readonly clusters: ReadonlyMap<string, MeshService>;
  /** Routing tables and listeners made so far, for this scope's lifetime. */
  readonly memo: Map<string, unknown>;
}

interface World {
  readonly known: Registry;
  readonly routes: readonly MeshVirtualService[];
}

/** Scopes made so far, by families of addresses, namespace and Sidecar. */
const scopes = derive(
  [
    services,
    serviceEntries,
    sidecars,
    virtualServices,
    httpRoutes,
    grpcRoutes,
    tcpRoutes,
    tlsRoutes,
    ...discoveryKinds,
  ],
  state => ({
    world: {
      known: state.read(registry),
      routes: [
        ...state
          .read(meshVirtualServices)
          .filter(one => one.gateways.has(meshGateway)),
        ...meshRoutes(state),
      ].sort(byAge),
    },
    made: new Map<string, SidecarScope>(),
  }),
);

/** What sidecars of a namespace that follow this Sidecar know, in pods with addresses of these families. */
export function sidecarScope(
  state: ClusterState,
  namespace: string,
  sidecar: Sidecar | undefined,
  families: Families,
): SidecarScope {
  const { world, made } = state.read(scopes);
  const key = `${families}|${namespace}|${sidecar?.meta.namespace}/${sidecar?.meta.name}`;
  const known = made.get(key);
  if (known) return known;
  const scope = makeScope(world, namespace, sidecar, families);
  made.set(key, scope);
  return scope;
}

const loopback = '127.0.0.1';

const everything: readonly SidecarEgress[] = [{ hosts: ['*/*'] }];

function makeScope(
  world: World,
  namespace: string,
  sidecar: Sidecar | undefined,
  families: Families,
): SidecarScope {
  const seen = {
    services: servicesVisibleTo(namespace, world.known.all).map(one =>
      knownBy(families, one),
    ),
    routes: visibleTo(namespace, ownFirst(world.routes, namespace), one => one),
  };
  const listeners = (sidecar?.egress ?? everything).map(egress =>
    makeListener(namespace, egress, seen),
  );
  return {
    namespace,
    ...(sidecar && { sidecar }),
    listeners,
    clusters: scopeClusters(world.known, namespace, listeners),
    memo: new Map(),
  };
}

// Of what is seen alike, routes of the Gateway API in the proxy's own namespace come first.
function ownFirst(
  routes: readonly MeshVirtualService[],
  namespace: string,
): readonly MeshVirtualService[] {
  const isOwn = (one: MeshVirtualService) =>
    isOfGatewayApi(one) && one.namespace === namespace;
  const own = routes.filter(isOwn);
  return own.length === 0
    ? routes
    : [...own, ...routes.filter(one => !isOwn(one))];
}

function makeListener(
  namespace: string,
  egress: SidecarEgress,
  seen: {
    readonly services: readonly MeshService[];
    readonly routes: readonly MeshVirtualService[];
  },
): EgressScope {
  const hosts = egressHosts(egress.hosts, namespace);
  const chosen = importedServices(seen.services, namespace, hosts, egress.port);
  const { port, captureMode } = egress;
  // One that really binds is met by what is redirected as well, at its address: listener.go buildSidecarOutboundListeners.
  const bind = egress.bind ?? (captureMode === 'NONE' ? loopback : undefined);
  return {
    ...(port && { port }),
    ...(bind !== undefined && { bind }),
    services: chosen,
    byPort: indexByPort(chosen),
    byAddress: groupBy(chosen, one => one.addresses.slice(0, 1)),
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
