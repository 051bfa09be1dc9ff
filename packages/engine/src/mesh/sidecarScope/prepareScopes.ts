import type { ClusterState } from '../../state/clusterState';
import type { Pod } from '../../state/kinds/pod';
import type { Pieces } from '../../state/pieces';
import { familiesOf } from '../registry/addressFamily';
import { registry } from '../registry/registry';
import { meshVirtualServices } from '../routes/virtualService';
import { sidecarFor } from './sidecarSelection';
import { sidecarScope } from './sidecarScope';

/** Works out what the sidecars of some pods know, the longest parts of their first connection. */
export function* prepareScopes(
  state: ClusterState,
  pods: readonly Pod[],
): Pieces<void> {
  state.read(registry);
  yield;
  state.read(meshVirtualServices);
  yield;
  for (const pod of pods) {
    const sidecar = sidecarFor(state, pod);
    sidecarScope(state, pod.meta.namespace, sidecar, familiesOf(pod));
    yield;
  }
}
