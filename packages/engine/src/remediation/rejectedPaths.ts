import type { ServiceKey } from '../posture/serviceKey';
import { assess } from '../posture/assess';
import type { Path } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';

/** The broken paths of some Services, named by edge and route so that they can be found again. */
export function rejectedPaths(
  state: ClusterState,
  keys: readonly ServiceKey[],
): ReadonlySet<string> {
  const distinct = new Map(
    keys.map(key => [`${key.namespace}/${key.name}`, key]),
  );
  return new Set(
    [...distinct].flatMap(([name, key]) => {
      const service = state.get(services, key.namespace, key.name);
      if (!service) return [];
      return assess(state, service)
        .paths.filter(one => one.path.posture === 'rejected')
        .flatMap(({ path }) => pathNames(name, path));
    }),
  );
}

/**
 * Names of a path of a Service. One over a node port is the node port's too: while an edge dials that, it is no
 * path of its own, yet just as broken.
 */
export function pathNames(
  service: string,
  { edge, route, port, hops }: Path,
): readonly string[] {
  const overNodePort =
    edge.kind === 'NodePort' ||
    hops.some(hop => hop.from === 'edge' && hop.addressing === 'node-port');
  return [
    ...(edge.kind === 'NodePort' ? [] : [[service, edge, route, port]]),
    ...(overNodePort ? [[service, 'node-port', port]] : []),
  ].map(name => JSON.stringify(name));
}
