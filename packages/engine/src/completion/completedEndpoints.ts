import type { ClusterState } from '../state/clusterState';
import { slicesByService } from '../state/kinds/endpointSlice';
import type { KubeObject } from '../state/meta';
import type { Service } from '../state/kinds/service';
import { completionCaveats } from './completedBy';

/** What a verdict on a Service leans on whose endpoints no cluster has shown. */
export function completedEndpoints(
  state: ClusterState,
  { meta: { namespace, name } }: Service,
): readonly string[] {
  const slices = state.lookup(slicesByService, `${namespace}/${name}`);
  return [...new Set(slices.flatMap(completionCaveats))];
}

/**
 * Why nobody knows who is behind a Service of manifests that lack the pods it is for, as where an operator makes
 * them; undefined where it has endpoints, or has none for sure.
 */
export function unseenEndpoints(
  state: ClusterState,
  { kind, meta: { namespace, name } }: KubeObject,
): string | undefined {
  if (kind !== 'Service') return undefined;
  const slices = state.lookup(slicesByService, `${namespace}/${name}`);
  return slices.every(one => one.endpoints.length === 0)
    ? slices.flatMap(completionCaveats)[0]
    : undefined;
}
