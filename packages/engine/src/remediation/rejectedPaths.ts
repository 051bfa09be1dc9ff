import type { ServiceKey } from '../posture/serviceKey';
import { pathsTo } from '../path/paths';
import { servicePods } from '../path/servicePods';
import { isBroken } from '../posture/pathPosture';
import type { Path } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';

/** Whether some Service has a path that is broken in one state and works in another. */
export function breaksPath(
  before: ClusterState,
  after: ClusterState,
  keys: readonly ServiceKey[],
): boolean {
  const distinct = new Map(keys.map(key => [nameOf(key), key]));
  // Most break nothing: only where something is broken after does it matter what was before.
  return [...distinct.values()].some(key => {
    const broken = rejectedPaths(after, key);
    if (broken.size === 0) return false;
    const known = rejectedPaths(before, key);
    return [...broken].some(path => !known.has(path));
  });
}

/** The broken paths of a Service, named by edge and route so that they can be found again. */
export function rejectedPaths(
  state: ClusterState,
  key: ServiceKey,
): ReadonlySet<string> {
  const service = state.get(services, key.namespace, key.name);
  if (!service) return new Set();
  return new Set(
    pathsTo(state, service, servicePods(state, service))
      .filter(({ path }) => path.hops.some(isBroken))
      .flatMap(({ path }) => pathNames(nameOf(key), path)),
  );
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
  { edge, route, port, hops }: Pick<Path, 'edge' | 'route' | 'port' | 'hops'>,
): readonly string[] {
  const overNodePort =
    edge.kind === 'NodePort' ||
    hops.some(hop => hop.from === 'edge' && hop.addressing === 'node-port');
  return [
    ...(edge.kind === 'NodePort' ? [] : [[service, edge, route, port]]),
    ...(overNodePort ? [[service, 'node-port', port]] : []),
  ].map(name => JSON.stringify(name));
}
