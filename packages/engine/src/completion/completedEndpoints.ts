import type { ClusterState } from '../state/clusterState';
import { slicesByService } from '../state/kinds/endpointSlice';
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
