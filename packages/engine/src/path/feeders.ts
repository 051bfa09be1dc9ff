import { isDialledNodePort } from '../ingress/dial/dialledNodePort';
import type { Edge, Route } from '../ingress/edges/edge';
import { isOpen } from '../ingress/edges/isOpen';
import { isOwnOpening } from '../ingress/routes/loadBalancerRoutes';
import { routesTo } from '../ingress/routes/routes';
import type { ClusterState } from '../state/clusterState';
import type { Service } from '../state/kinds/service';
import { servicesOfPod } from './entrance';
import { hostsMeet } from './hosts';
import { podKey } from './sources';

/** A route that leads to the pods of another edge, and the Service by which it does. */
export interface Feeder {
  readonly route: Route;
  readonly service: Service;
}

/** Ways into an edge through others, and the routes that would close a circle. */
export interface Ways {
  /** Feeders from the outside in; none of them: clients come straight to the edge. */
  readonly ways: readonly (readonly Feeder[])[];
  readonly circles: readonly Route[];
}

/** Third-party routes to the Services that an edge's pod is behind: every route of the edge asks for them. */
function feedersOf(state: ClusterState, pod: string): readonly Feeder[] {
  return state.ask({
    key: `feeders|${pod}`,
    answer: now =>
      servicesOfPod(now, pod).flatMap(service =>
        routesTo(now, service)
          .filter(route => !isOwnOpening(route))
          .map(route => ({ route, service })),
      ),
    gist: one => one,
  });
}

/** Every way by which requests come to an edge, so that they can meet one of its routes. */
export function waysTo(state: ClusterState, route: Route): Ways {
  return waysFrom(state, [route]);
}

// `stack` begins with the last route before the workload.
function waysFrom(state: ClusterState, stack: readonly Route[]): Ways {
  const [outermost] = stack.slice(-1);
  const found = feedersInto(state, outermost.edge).filter(({ route }) =>
    meets(route, outermost),
  );
  const circles: Route[] = [];
  const through = found.flatMap(feeder => {
    const known = stack.findIndex(one => isSame(one.edge, feeder.route.edge));
    if (known >= 0) {
      // What comes round is served by the same route again, unless another Host was put in its place.
      const before = stack[known + 1] ?? feeder.route;
      if (meets(before, feeder.route)) circles.push(feeder.route);
      return [];
    }
    const outer = waysFrom(state, [...stack, feeder.route]);
    circles.push(...outer.circles);
    return outer.ways.map(way => [...way, feeder]);
  });
  const straight = through.length === 0 || isOpenEdge(state, outermost.edge);
  return { ways: [...(straight ? [[]] : []), ...through], circles };
}

function feedersInto(state: ClusterState, edge: Edge): readonly Feeder[] {
  if (edge.vendor.placement !== 'in-cluster') return [];
  const [pod] = edge.pods;
  return pod ? feedersOf(state, podKey(pod)) : [];
}

function isSame({ ref: a }: Edge, { ref: b }: Edge): boolean {
  return (
    a.vendor === b.vendor &&
    a.kind === b.kind &&
    a.namespace === b.namespace &&
    a.name === b.name
  );
}

/** Whether a request that one route sends on can be for another. */
function meets(from: Route, to: Route): boolean {
  const { host } = from.dial;
  if (host.kind === 'fixed' && !hostsMeet(host.value, to.ref.host))
    return false;
  if (host.kind === 'client' && !hostsMeet(from.ref.host, to.ref.host)) {
    return false;
  }
  return pathsMeet(from, to);
}

function pathsMeet(a: Route, b: Route): boolean {
  if (a.pathIsPattern || b.pathIsPattern) return true;
  const [one, other] = [a.ref.path ?? '/', b.ref.path ?? '/'];
  return one.startsWith(other) || other.startsWith(one);
}

/** Whether clients from outside reach an edge's pods without another edge before them. */
export function isOpenEdge(state: ClusterState, edge: Edge): boolean {
  return edge.pods.some(
    pod =>
      pod.hostNetwork ||
      pod.containers.some(one =>
        one.ports.some(port => port.hostPort !== undefined),
      ) ||
      servicesOfPod(state, podKey(pod)).some(
        service =>
          isOpen(service) &&
          service.ports.some(
            port => !isDialledNodePort(state, service, port.port),
          ),
      ),
  );
}
