// The routes bound to Istio gateways, so that paths "gateway → workload" can be enumerated.
import type { ClusterState } from '../../state/clusterState';
import { compareText } from '../../state/compareText';
import type { KubeObject } from '../../state/meta';
import {
  authorityOf,
  HttpRule,
  StreamRule,
} from '../../state/kinds/virtualService';
import { clusterOfGateway } from '../client';
import { sightOf } from '../controlPlane/visibility';
import { boundDomains } from './gatewayHost';
import { gatewayChains } from './gatewayListener';
import { rulesOf } from './gatewayRule';
import { BoundServer, podsServing, Serving } from './gatewayServers';
import { allRoutes, routesTowards } from './gatewayWorld';
import { isHttp, terminatesHttps } from './serverKinds';
import type { MeshGateway } from './meshGateway';
import { ClusterName } from '../outbound/outboundCluster';
import { aliasesOf, hostnameOf, serviceObject } from '../registry/registry';
import { clustersFor } from './throughGateway';
import type { MeshVirtualService } from '../routes/virtualService';

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
  /** Host that it sends instead of the client's. */
  readonly authority?: string;
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

/** All routes of all Istio gateways to Services, sorted. */
export function gatewayRoutes(state: ClusterState): readonly GatewayRoute[] {
  return merged(allRoutes(state).flatMap(from => routesFrom(state, from)));
}

/** Those that lead to one Service. */
export function gatewayRoutesTo(
  state: ClusterState,
  namespace: string,
  name: string,
): readonly GatewayRoute[] {
  const host = hostnameOf(namespace, name);
  const towards = routesTowards(state, [host, ...aliasesOf(state, host)]);
  return merged(
    towards
      .flatMap(from => routesFrom(state, from))
      .filter(
        ({ route: { destination } }) =>
          destination.name === name && destination.namespace === namespace,
      ),
  );
}

type Bare = Omit<GatewayRoute, 'pods'>;

/** A route as one gateway pod serves it. */
interface Served {
  readonly pod: string;
  readonly route: Bare;
}

// Pods that serve the same are one route.
function merged(all: readonly Served[]): readonly GatewayRoute[] {
  const found = new Map<string, { route: Bare; pods: Set<string> }>();
  for (const { pod, route } of all) {
    const key = JSON.stringify(route);
    const known = found.get(key);
    if (known) known.pods.add(pod);
    else found.set(key, { route, pods: new Set([pod]) });
  }
  return [...found]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { route, pods }]) => ({ ...route, pods: [...pods].sort() }));
}

function routesFrom(
  state: ClusterState,
  from: MeshVirtualService,
): readonly Served[] {
  return [...from.gateways].flatMap(gateway =>
    podsServing(state, gateway).flatMap(serving => {
      if (!sightOf(from.exportTo, from.namespace, serving.namespace)) return [];
      const client = { state, ...serving };
      return [
        ...serving.servers
          .filter(one => isHttp(one.server) || terminatesHttps(one.server))
          .flatMap(bound => httpRoutesOf(client, from, bound)),
        ...streamRoutesOf(client, from, gateway),
      ].map(route => ({ pod: serving.pod, route }));
    }),
  );
}

type Client = Serving & { readonly state: ClusterState };

function httpRoutesOf(
  client: Client,
  from: MeshVirtualService,
  bound: BoundServer,
): readonly Bare[] {
  const domains = boundDomains(bound, from);
  if (domains.length === 0) return [];
  return rulesOf(client, bound, from).flatMap(({ rule }) => {
    const path = rule.matches.find(one => one.uri)?.uri?.value ?? null;
    const destinations = toServices(client, bound, from, rule);
    const authority = authorityOf(rule);
    return domains.flatMap(host =>
      destinations.map(destination => ({
        ...describe(bound, rule.origin ?? from.object),
        host,
        path,
        protocol: 'http' as const,
        ...(authority !== undefined && { authority }),
        destination,
      })),
    );
  });
}

function streamRoutesOf(
  client: Client,
  from: MeshVirtualService,
  gateway: string,
): readonly Bare[] {
  if (from.tls.length + from.tcp.length === 0) return [];
  const ports = new Set(client.servers.map(one => one.port));
  return [...ports].flatMap(port =>
    gatewayChains(client.state, client.pod, port).flatMap(
      ({ bound, action, sniHosts }) => {
        if (bound.gateway.key !== gateway || action.kind !== 'stream') {
          return [];
        }
        if (!isSameRoute(action.from, from)) return [];
        const hosts = sniHosts.length > 0 ? sniHosts : ['*'];
        const destinations = toServices(client, bound, from, action.rule);
        return hosts.flatMap(host =>
          destinations.map(destination => ({
            ...describe(bound, from.object),
            host,
            path: null,
            protocol: 'tcp' as const,
            destination,
          })),
        );
      },
    ),
  );
}

function isSameRoute(a: MeshVirtualService, b: MeshVirtualService): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
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
  client: Client,
  bound: BoundServer,
  from: MeshVirtualService,
  rule: HttpRule | StreamRule,
): readonly GatewayRoute['destination'][] {
  return clustersFor(client, bound.server, from, rule).flatMap(one =>
    serviceBehind(client, one),
  );
}

function serviceBehind(
  { state, namespace }: Client,
  { hostname, port }: ClusterName,
): readonly GatewayRoute['destination'][] {
  const service = clusterOfGateway(state, namespace, hostname);
  if (service) {
    return service.origin === 'Service'
      ? [{ namespace: service.namespace, name: service.name, port }]
      : [];
  }
  // The route stays where the gateway does not know its Service, and answers 503: route/route.go GetDestinationCluster.
  const hidden = serviceObject(state, hostname);
  return hidden
    ? [{ namespace: hidden.meta.namespace, name: hidden.meta.name, port }]
    : [];
}
