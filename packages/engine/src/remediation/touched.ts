import type { Edge, Route } from '../ingress/edges/edge';
import { routesTo } from '../ingress/routes/routes';
import { servicesOfPod } from '../path/entrance';
import { podKey } from '../path/sources';
import { isHop } from '../posture/judged';
import type { ServiceKey } from '../posture/serviceKey';
import type { RouteRef } from '../posture/servicePosture';
import type { ServiceFacts } from '../posture/serviceFacts';
import type { ClusterState } from '../state/clusterState';
import type { Question } from '../state/derived';
import { slicesByAddress } from '../state/kinds/endpointSlice';
import type { Pod } from '../state/kinds/pod';
import { Service, services } from '../state/kinds/service';
import type { Pieces } from '../state/pieces';
import type { Labels } from '../state/read';
import { matchesLabels } from '../state/selector';

/** The service itself. */
export function itself(facts: ServiceFacts): ServiceKey {
  return keyOf(facts.service);
}

/** Every Service with a path that ends at one of some pods, or leads through it. */
export function servicesReaching(
  state: ClusterState,
  some: readonly Pod[],
): readonly ServiceKey[] {
  const found = some.some(pod => isHop(state, pod))
    ? state.list(services)
    : some.flatMap(pod => servicesLeadingTo(state, pod));
  return found.map(keyOf);
}

/** The Services whose endpoints a pod is among, be it that these name its address alone. */
function servicesLeadingTo(state: ClusterState, pod: Pod): readonly Service[] {
  const byAddress = (pod.hostNetwork ? [] : pod.ips)
    .flatMap(address => state.lookup(slicesByAddress, address))
    .flatMap(
      slice => state.get(services, slice.meta.namespace, slice.service) ?? [],
    );
  return [...new Set([...servicesOfPod(state, podKey(pod)), ...byAddress])];
}

function keyOf({ meta: { namespace, name } }: Service): ServiceKey {
  return { namespace, name };
}

/** Every Service that one of this edge's routes leads to. */
export function servedBy(
  state: ClusterState,
  edge: Edge,
): readonly ServiceKey[] {
  const wanted = edgeName(edge);
  return state.ask({
    key: `served by|${wanted}`,
    answer: (now): readonly ServiceKey[] =>
      now
        .list(services)
        .map(keyOf)
        .filter(key => now.ask(edgesBefore(key)).includes(wanted)),
    gist: one => one,
    late: true,
  });
}

/** Finds out of every Service which edges lead to it, so that `servedBy` has only to look. */
export function* prepareServedBy(state: ClusterState): Pieces<void> {
  for (const service of state.list(services)) {
    state.prepare(edgesBefore(keyOf(service)));
    yield;
  }
}

/** Every Service that an edge asks about the requests of a route's object, such as whether they may pass. */
export function askedAbout(
  state: ClusterState,
  { edge, ref }: Route,
): readonly ServiceKey[] {
  const asks = askingName(edge, ref);
  return servedBy(state, edge).filter(key =>
    state.ask(edgesBefore(key)).includes(asks),
  );
}

/** The edges whose routes lead to a Service, and for which objects they ask it about requests. */
function edgesBefore({
  namespace,
  name,
}: ServiceKey): Question<readonly string[]> {
  return {
    key: `edges before|${namespace}/${name}`,
    answer: now => {
      const service = now.get(services, namespace, name);
      const routes = service ? routesTo(now, service) : [];
      const names = routes.flatMap(({ edge, ref }) => [
        edgeName(edge),
        ...(ref.purpose ? [askingName(edge, ref)] : []),
      ]);
      return [...new Set(names)];
    },
    gist: one => one,
    late: true,
  };
}

function edgeName({ ref: { vendor, namespace, name } }: Edge): string {
  return JSON.stringify([vendor, namespace, name]);
}

function askingName(edge: Edge, { kind, namespace, name }: RouteRef): string {
  return JSON.stringify([edgeName(edge), kind, namespace, name]);
}

/** Every Service that shares a pod with this one: policies are the pods', not the Service's. */
export function sharingPods({
  state,
  service,
  pods,
}: ServiceFacts): readonly ServiceKey[] {
  const selecting = service.selector
    ? state
        .inNamespace(services, service.meta.namespace)
        .filter(({ selector }) => selector && selectsSome(selector, pods))
    : [];
  const leading = pods.flatMap(pod => servicesLeadingTo(state, pod));
  return [...new Set([service, ...selecting, ...leading])].map(keyOf);
}

function selectsSome(selector: Labels, pods: readonly Pod[]): boolean {
  return pods.some(pod => matchesLabels(selector, pod.meta.labels));
}
