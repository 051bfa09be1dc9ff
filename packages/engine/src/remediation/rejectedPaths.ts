import type { ServiceFacts } from '../posture/serviceFacts';
import type { ServiceKey } from '../posture/serviceKey';
import { pathsInPieces } from '../path/paths';
import { servicePods } from '../path/servicePods';
import { mayBeBroken } from '../posture/pathPosture';
import type { Path } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';
import { atOnce, Pieces } from '../state/pieces';

type NamedPath = Pick<Path, 'edge' | 'route' | 'port' | 'hops'>;

/** Whether a Service has a path that is broken in one state and works in another. */
export function* breaksPath(
  before: ClusterState,
  after: ClusterState,
  key: ServiceKey,
): Pieces<boolean> {
  // Most break nothing: only where something is broken after does it matter what was before.
  const broken = yield* rejectedInPieces(after, key);
  if (broken.size === 0) return false;
  const known = yield* rejectedInPieces(before, key);
  return [...broken].some(path => !known.has(path));
}

/**
 * The broken paths of a Service, and those that a NetworkPolicy is in the way of, named by edge and
 * route so that they can be found again.
 */
export function rejectedPaths(
  state: ClusterState,
  key: ServiceKey,
): ReadonlySet<string> {
  return atOnce(rejectedInPieces(state, key));
}

function* rejectedInPieces(
  state: ClusterState,
  key: ServiceKey,
): Pieces<ReadonlySet<string>> {
  const service = state.get(services, key.namespace, key.name);
  if (!service) return new Set();
  const pods = servicePods(state, service);
  return namesOfBroken(key, yield* pathsInPieces(state, service, pods));
}

/** Whether a path of a service is broken that works before. */
export function breaksOwn(before: ServiceFacts, after: ServiceFacts): boolean {
  const broken = brokenPathsOf(after);
  if (broken.size === 0) return false;
  const known = brokenPathsOf(before);
  return [...broken].some(path => !known.has(path));
}

function brokenPathsOf({ service, paths }: ServiceFacts): ReadonlySet<string> {
  return namesOfBroken(service.meta, paths);
}

// A remedy must not lean on a network that leaves its NetworkPolicies unenforced.
function namesOfBroken(
  key: ServiceKey,
  paths: readonly { readonly path: NamedPath }[],
): ReadonlySet<string> {
  const names = paths.flatMap(({ path }) => {
    const own = pathNames(nameOf(key), path);
    const isBarred = path.hops.some(hop => hop.barriers !== undefined);
    return [
      ...(path.hops.some(mayBeBroken) ? own : []),
      ...(isBarred ? own.map(name => `barred ${name}`) : []),
    ];
  });
  return new Set(names);
}

function nameOf({ namespace, name }: ServiceKey): string {
  return `${namespace}/${name}`;
}

/**
 * Names of a path of a Service. One over a node port is the node port's too: while an edge dials that, it is no
 * path of its own, yet just as broken.
 */
export function pathNames(
  service: string,
  { edge, route, port, hops }: NamedPath,
): readonly string[] {
  const overNodePort =
    edge.kind === 'NodePort' ||
    hops.some(hop => hop.from === 'edge' && hop.addressing === 'node-port');
  return [
    ...(edge.kind === 'NodePort' ? [] : [[service, edge, route, port]]),
    ...(overNodePort ? [[service, 'node-port', port]] : []),
  ].map(name => JSON.stringify(name));
}
