// The routes bound to Istio gateways, so that paths "gateway → workload" can be enumerated.
import { compareText } from '../state/compareText';
import type { ClusterState } from '../state/clusterState';
import { derive } from '../state/derived';
import { Pod, pods } from '../state/kinds/pod';
import type { HttpRule, StreamRule } from '../state/kinds/virtualService';
import type { KubeObject } from '../state/meta';
import { gatewayClient, ProxyClient } from './client';
import { bindings } from './gatewayHost';
import {
  BoundServer,
  gatewayServers,
  isHttp,
  passesThrough,
  terminatesHttps,
} from './gatewayServers';
import { gatewayKinds, gatewayWorld } from './gatewayWorld';
import { podKeyOf, proxyRole } from './membership';
import { clustersOf } from './throughGateway';
import type { MeshVirtualService } from './virtualService';

export interface GatewayRoute {
  /** "namespace/name" of the gateway pods that serve it. */
  readonly pods: readonly string[];
  readonly gateway: {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  readonly route: {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  /** Host, `*` for any. */
  readonly host: string;
  readonly path: string | null;
  /** Container port of the gateway pods. */
  readonly port: number;
  /** Port of the server or listener, which is the gateway Service's port. */
  readonly servicePort: number;
  /** null: plaintext. */
  readonly tls: string | null;
  readonly destination: {
    readonly namespace: string;
    readonly name: string;
    readonly port: number;
  };
}

/** All routes of all Istio gateways that lead to Services, sorted. */
export function gatewayRoutes(state: ClusterState): readonly GatewayRoute[] {
  return state.read(allRoutes);
}

type PodRoute = Omit<GatewayRoute, 'pods'>;

const allRoutes = derive(
  [...gatewayKinds, pods],
  (state): readonly GatewayRoute[] => {
    const byKey = new Map<string, { route: PodRoute; pods: string[] }>();
    for (const pod of state.list(pods)) {
      if (proxyRole(pod) !== 'gateway') continue;
      for (const route of routesOfPod(state, pod)) {
        const key = JSON.stringify(route);
        const known = byKey.get(key) ?? { route, pods: [] };
        if (!known.pods.includes(podKeyOf(pod))) known.pods.push(podKeyOf(pod));
        byKey.set(key, known);
      }
    }
    return [...byKey]
      .sort(([a], [b]) => compareText(a, b))
      .map(([, { route, pods: serving }]) => ({ ...route, pods: serving }));
  },
);

function routesOfPod(state: ClusterState, pod: Pod): readonly PodRoute[] {
  const client = gatewayClient(state, pod);
  const world = state.read(gatewayWorld);
  return (
    gatewayServers(state, pod)
      // A server that only redirects forwards nothing.
      .filter(bound => bound.server.tls?.httpsRedirect !== true)
      .flatMap(bound =>
        bindings(client, world, bound).flatMap(({ from, domains }) =>
          rulesOf(bound, from).flatMap(rule =>
            destinationsOf(client, bound, from, rule).flatMap(destination =>
              domains.flatMap(domain =>
                pathsOf(rule).map(path => ({
                  gateway: refOf(bound.gateway.object),
                  route: refOf(from.object),
                  host: domain,
                  path,
                  port: bound.port,
                  servicePort: bound.server.port,
                  tls: modeOf(bound),
                  destination,
                })),
              ),
            ),
          ),
        ),
      )
  );
}

function modeOf({ server }: BoundServer): string | null {
  return server.tls ? server.tls.mode ?? 'SIMPLE' : null;
}

/** The rules of a route that a server of its kind asks for. */
function rulesOf(
  { server }: BoundServer,
  from: MeshVirtualService,
): readonly (HttpRule | StreamRule)[] {
  if (passesThrough(server)) return from.tls;
  if (isHttp(server) || terminatesHttps(server)) {
    return from.http.filter(rule => rule.answer === undefined);
  }
  return from.tcp;
}

function destinationsOf(
  client: ProxyClient,
  bound: BoundServer,
  from: MeshVirtualService,
  rule: HttpRule | StreamRule,
): readonly GatewayRoute['destination'][] {
  const to = { stream: rule, terminated: false };
  return clustersOf({ kind: 'routed', client, bound, from, to }).flatMap(
    ({ hostname, port }) => {
      const service = client.scope.clusters.get(hostname);
      if (service?.origin !== 'Service') return [];
      return [{ namespace: service.namespace, name: service.name, port }];
    },
  );
}

/** Paths that lead to a rule; null where any does, or where it asks for what no path says. */
function pathsOf(rule: HttpRule | StreamRule): readonly (string | null)[] {
  const paths = rule.matches.map(({ uri }) =>
    uri && uri.type !== 'regex' ? uri.value : null,
  );
  return paths.length > 0 ? [...new Set(paths)] : [null];
}

function refOf({ kind, meta }: KubeObject): GatewayRoute['route'] {
  return { kind, namespace: meta.namespace, name: meta.name };
}
