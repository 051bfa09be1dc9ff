import type { Route } from '../ingress/edges/edge';
import { isDialledNodePort } from '../ingress/dial/dialledNodePort';
import { instanceByPod } from '../ingress/edges/instances';
import { isOwnOpening } from '../ingress/routes/loadBalancerRoutes';
import { namesOf, routesTo, routesUnder } from '../ingress/routes/routes';
import {
  GatewayRoute,
  gatewayRoutesTo,
  membership,
  podsByProxyRole,
} from '../mesh';
import type { ClusterState } from '../state/clusterState';
import { deriveEach, deriveFromAny, groupBy, Question } from '../state/derived';
import type { Pod } from '../state/kinds/pod';
import { Service, services } from '../state/kinds/service';
import { atOnce, Pieces } from '../state/pieces';
import { chainedPaths, feeds, hostSentBy } from './chainedPath';
import { servicesOfPod } from './entrance';
import type { Feeder } from './feeders';
import { gatewayPath } from './gatewayPath';
import type { PathFacts } from './pathFacts';
import { servicePods } from './servicePods';
import { podKey } from './sources';
import { standalonePaths } from './standalonePath';

/** Every path from outside to a Service, which Istio gateways have these routes to. */
export function pathsTo(
  state: ClusterState,
  service: Service,
  behind: readonly Pod[],
  bound = gatewayRoutesTo(state, service.meta.namespace, service.meta.name),
): readonly PathFacts[] {
  return atOnce(pathsInPieces(state, service, behind, bound));
}

/** The same in pieces: thousands of routes can lead to the Service of a gateway. */
export function* pathsInPieces(
  state: ClusterState,
  service: Service,
  behind: readonly Pod[],
  bound = gatewayRoutesTo(state, service.meta.namespace, service.meta.name),
): Pieces<readonly PathFacts[]> {
  const found: PathFacts[] = [];
  for (const route of routesTo(state, service)) {
    if (isEntrance(state, route, service, behind)) continue;
    found.push(...standalonePaths(state, route, service, behind));
    yield;
  }
  // A server that only redirects to https forwards nothing: a client's path goes on over the other one.
  for (const route of bound.filter(one => !one.redirects)) {
    const path = gatewayPath(state, route, service, behind);
    if (path) found.push(path);
    yield;
  }
  for (const route of bound) {
    found.push(...chained(state, route, service, behind));
    yield;
  }
  return found;
}

/**
 * An open Service in front of an edge's or a gateway's pods is how traffic enters that edge: not an
 * edge of its own.
 */
function isEntrance(
  state: ClusterState,
  route: Route,
  service: Service,
  behind: readonly Pod[],
): boolean {
  if (!isOwnOpening(route)) return false;
  return (
    isDialledNodePort(state, service, route.backend.port) ||
    behind.some(
      pod =>
        state.readAt(instanceByPod, podKey(pod)) !== undefined ||
        membership(state, podKey(pod)).proxyRole === 'gateway',
    )
  );
}

interface GatewayFeeder extends Feeder {
  readonly pods: readonly Pod[];
}

const anyHost = '*';

/** Routes to a gateway's Service by one of its names. Thousands can, which another name leaves as they are. */
const routesByName = deriveEach(
  () => [],
  (state, key): readonly Route[] => {
    const [service, name] = key.split('|').map(one => serviceAt(state, one));
    return service && name ? routesUnder(state, service, name) : [];
  },
  (_, compute) => deriveFromAny(compute),
);

function namesKey(...names: readonly Service[]): string {
  return names.map(({ meta }) => `${meta.namespace}/${meta.name}`).join('|');
}

function serviceAt(state: ClusterState, key: string): Service | undefined {
  return state.at(services, key);
}

/** Third-party routes that lead to Istio gateway pods, found from the few Services of gateways. */
const feedings = deriveFromAny((state): FeedersByHost => {
  const all = gatewayServices(state).flatMap(service => {
    const behind = servicePods(state, service);
    return namesOf(state, service)
      .flatMap(name => state.read(routesByName(namesKey(service, name))))
      .filter(route => !isOwnOpening(route))
      .map(route => ({ route, service, pods: behind }));
  });
  return groupBy(all, one => [exactHost(hostSentBy(one.route)) ?? anyHost]);
});

/** Feeders by the one Host that they send; by `*` those that send several. */
type FeedersByHost = ReadonlyMap<string, readonly GatewayFeeder[]>;

function exactHost(host: string | null): string | undefined {
  return host === null || host.startsWith('*') ? undefined : host;
}

const everyFeeder: Question<FeedersByHost> = {
  key: 'every feeder of a gateway',
  answer: state => state.read(feedings),
  gist: one => one,
};

function gatewayServices(state: ClusterState): readonly Service[] {
  const found = state
    .lookup(podsByProxyRole, 'gateway')
    .flatMap(pod => servicesOfPod(state, podKey(pod)));
  return [...new Set(found)];
}

function chained(
  state: ClusterState,
  route: GatewayRoute,
  service: Service,
  behind: readonly Pod[],
): readonly PathFacts[] {
  return feedersOf(state, route).flatMap(one =>
    chainedPaths(state, one, route, service, behind),
  );
}

/** Of all that leads to a gateway, what a route of it goes on with. */
function feedersOf(
  state: ClusterState,
  route: GatewayRoute,
): readonly GatewayFeeder[] {
  return state.ask({
    key: `feeders|${JSON.stringify(route)}`,
    answer: now =>
      meeting(now, route.host).filter(one =>
        feeds(route, one.route, one.service, one.pods),
      ),
    gist: one => one,
  });
}

// Thousands of routes can lead to one gateway: only those whose Host this one takes are looked at.
function meeting(state: ClusterState, host: string): readonly GatewayFeeder[] {
  const exact = exactHost(host);
  if (exact === undefined) return [...state.ask(everyFeeder).values()].flat();
  return [exact, anyHost].flatMap(one => state.askAt(everyFeeder, one) ?? []);
}
