import type { ClusterState } from '../../state/clusterState';
import type { Gateway } from '../../state/kinds/gateway';
import { MeshConfig, meshConfig } from '../controlPlane/meshConfig';
import { meshConfigFor } from '../controlPlane/revision';
import { podsOf } from './waypoint';

/** The mesh configuration that a waypoint is made with: its pods say which revision's. */
export function meshConfigOfWaypoint(
  state: ClusterState,
  waypoint: Gateway,
): MeshConfig {
  const [pod] = podsOf(state, waypoint);
  return pod ? meshConfigFor(state, pod) : state.read(meshConfig);
}
