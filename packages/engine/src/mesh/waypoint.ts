// Waypoints that traffic is sent through: istio pilot/pkg/serviceregistry/ambient/waypoints.go fetchWaypointForTarget.
// What their routes and policies do is not followed; that they are there is said.
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import { namespaces } from '../state/kinds/namespace';
import type { KubeObject } from '../state/meta';

/** The waypoint that an object's traffic is meant to go through; undefined: none. */
export function waypointOf(
  state: ClusterState,
  object: KubeObject,
): string | undefined {
  const name = labelOf(state, object, 'istio.io/use-waypoint');
  return name === '' || name === 'none' ? undefined : name;
}

/** Whether Istio gateways send through the waypoint as well. */
export function gatewaysUseWaypoint(
  state: ClusterState,
  object: KubeObject,
): boolean {
  return labelOf(state, object, 'istio.io/ingress-use-waypoint') === 'true';
}

/** What an answer leans on that goes past an object's waypoint; nothing when it has none. */
export function pastWaypoint(
  state: ClusterState,
  object: KubeObject,
): readonly string[] {
  const name = waypointOf(state, object);
  if (name === undefined) return [];
  return [
    `Traffic for ${objectName(
      object,
    )} goes through the waypoint ${name}, whose routes and policies are not analysed.`,
  ];
}

/** The same for gateways, which pass a waypoint by unless told not to. */
export function pastIngressWaypoint(
  state: ClusterState,
  object: KubeObject,
): readonly string[] {
  return gatewaysUseWaypoint(state, object) ? pastWaypoint(state, object) : [];
}

// The object's own word comes before its namespace's.
function labelOf(state: ClusterState, { meta }: KubeObject, label: string) {
  const namespace = state.get(namespaces, '', meta.namespace);
  return meta.labels[label] ?? namespace?.meta.labels[label];
}
