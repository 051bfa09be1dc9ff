// The routes bound to Istio gateways, so that paths "gateway → workload" can be enumerated.
import type { ClusterState } from '../state/clusterState';
import { compareText } from '../state/compareText';
import { bucket, derive, deriveTable, groupBy } from '../state/derived';
import type { Pod } from '../state/kinds/pod';
import type { KubeObject } from '../state/meta';
import type { HttpRule, StreamRule } from '../state/kinds/virtualService';
import { gatewayClient, ProxyClient } from './client';
import { bindings } from './gatewayHost';
import { gatewayChains } from './gatewayListener';
import { rulesOf } from './gatewayRule';
import {
  BoundServer,
  gatewayServers,
  isHttp,
  terminatesHttps,
} from './gatewayServers';
import { gatewayKinds, gatewayWorld, GatewayWorld } from './gatewayWorld';
import { podKeyOf, podsByProxyRole } from './membership';
import type { MeshGateway } from './meshGateway';
import { ClusterName } from './outboundCluster';
import { clustersFor } from './throughGateway';
import type { MeshVirtualService } from './virtualService';

export interface GatewayRoute {
  /** "namespace/name" of the gateway pods that serve it. */
  readonly pods: readonly string[];
  /** The Gateway or Ingress it is served for. */
  readonly gateway: ObjectName & { readonly apiGroup: string };
  /** The VirtualService, HTTPRoute, TLSRoute, Ingress … that says where it goes. */
  readonly route: ObjectName;
  /** `*`: any. */
  readonly host: string;
  /** First path of the rule; null: any. */
  readonly path: string | null;
  /** Container port of the gateway pods. */
  readonly port: number;
  /** Port of the server or listener, which is the gateway Service's port. */
  readonly servicePort: number;
  /** `http`, or `tcp` where bytes are passed on. */
  readonly protocol: 'http' | 'tcp';
  /** SIMPLE, MUTUAL, PASSTHROUGH …; null: plaintext. */
  readonly tls: string | null;
  /** Plain HTTP is sent to https. */
  readonly redirects: boolean;
  readonly destination: {
    readonly namespace: string;
    readonly name: string;
    readonly port: number;
  };
}

export interface ObjectName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const origins = [...gatewayKinds, bucket(podsByProxyRole, 'gateway')];

const allRoutes = derive(origins, (state): readonly GatewayRoute[] => {
  const world = state.read(gatewayWorld);
  const found = new Map<string, GatewayRoute & { pods: string[] }>();
  for (const pod of state.lookup(podsByProxyRole, 'gateway')) {
    for (const route of routesOfPod(state, world, pod)) {
      const key = JSON.stringify(route);
      const known = found.get(key) ?? { ...route, pods: [] };
      known.pods.push(podKeyOf(pod));
      found.set(key, known);
    }
  }
  return [...found].sort(([a], [b]) => compareText(a, b)).map(([, one]) => one);
});

const byDestination = deriveTable(origins, state =>
  groupBy(state.read(allRoutes), ({ destination }) => [
    `${destination.namespace}/${destination.name}`,
  ]),
);

/** All routes of all Istio gateways to Services, sorted. */
export function gatewayRoutes(state: ClusterState): readonly GatewayRoute[] {
  return state.read(allRoutes);
}

/** Those that lead to one Service. */
export function gatewayRoutesTo(
  state: ClusterState,
  namespace: string,
  name: string,
): readonly GatewayRoute[] {
  return state.readAt(byDestination, `${namespace}/${name}`) ?? [];
}

type Bare = Omit<GatewayRoute, 'pods'>;

function routesOfPod(
  state: ClusterState,
  world: GatewayWorld,
  pod: Pod,
): readonly Bare[] {
  const client = gatewayClient(state, pod);
  const servers = gatewayServers(state, pod);
  return servers.flatMap(bound =>
    isHttp(bound.server) || terminatesHttps(bound.server)
      ? httpRoutesOf(client, world, bound)
      : streamRoutesOf(client, world, servers, bound),
  );
}

function httpRoutesOf(
  client: ProxyClient,
  world: GatewayWorld,
  bound: BoundServer,
): readonly Bare[] {
  return bindings(client, world, bound).flatMap(({ from, domains }) =>
    rulesOf(client, bound, from).flatMap(({ rule }) =>
      domains.flatMap(host => {
        const path = rule.matches.find(one => one.uri)?.uri?.value ?? null;
        return toServices(client, bound, from, rule).map(destination => ({
          ...describe(bound, rule.origin ?? from.object),
          host,
          path,
          protocol: 'http' as const,
          destination,
        }));
      }),
    ),
  );
}

function streamRoutesOf(
  client: ProxyClient,
  world: GatewayWorld,
  servers: readonly BoundServer[],
  bound: BoundServer,
): readonly Bare[] {
  return gatewayChains(client, world, servers, bound.port).flatMap(chain => {
    const { action } = chain;
    if (chain.bound !== bound || action.kind !== 'stream') return [];
    const hosts = chain.sniHosts.length > 0 ? chain.sniHosts : ['*'];
    return hosts.flatMap(host =>
      toServices(client, bound, action.from, action.rule).map(destination => ({
        ...describe(bound, action.from.object),
        host,
        path: null,
        protocol: 'tcp' as const,
        destination,
      })),
    );
  });
}

function describe({ gateway, server, port }: BoundServer, from: KubeObject) {
  return {
    gateway: { apiGroup: groupOf(gateway), ...nameOf(gateway.object) },
    route: nameOf(from),
    port,
    servicePort: server.port,
    tls: server.tls && !server.tls.httpsRedirect ? server.tls.mode : null,
    redirects: server.tls?.httpsRedirect === true,
  };
}

function groupOf({ object, selects }: MeshGateway): string {
  if (object.kind === 'Ingress') return 'networking.k8s.io';
  return selects.by === 'services'
    ? 'gateway.networking.k8s.io'
    : 'networking.istio.io';
}

function nameOf({ kind, meta }: KubeObject): ObjectName {
  return { kind, namespace: meta.namespace, name: meta.name };
}

function toServices(
  client: ProxyClient,
  bound: BoundServer,
  from: MeshVirtualService,
  rule: HttpRule | StreamRule,
): readonly GatewayRoute['destination'][] {
  return clustersFor(client, bound.server, from, rule).flatMap(one =>
    serviceBehind(client, one),
  );
}

function serviceBehind(
  client: ProxyClient,
  { hostname, port }: ClusterName,
): readonly GatewayRoute['destination'][] {
  const service = client.scope.clusters.get(hostname);
  if (!service || service.origin !== 'Service') return [];
  return [{ namespace: service.namespace, name: service.name, port }];
}
