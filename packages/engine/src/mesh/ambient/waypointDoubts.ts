// What of a waypoint is not followed, and makes an answer that goes through it less than proven.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { envoyFilters } from '../../state/kinds/envoyFilter';
import type { Gateway } from '../../state/kinds/gateway';
import { attachedToWaypoint } from '../authorization/policiesFor';
import type { MeshService } from '../registry/registry';
import { waypointStreamDoubts } from '../routes/streamRoutes';
import { gatewayWaypoint } from './waypoint';

const canary = 'istio.io/use-waypoint-canary';

/** Patches and settings at the waypoint of a Service that are not analysed. */
export function waypointDoubts(
  state: ClusterState,
  waypoint: Gateway,
  service: MeshService,
): readonly string[] {
  const name = objectName(waypoint);
  const patches = attachedToWaypoint(state, envoyFilters, waypoint, service);
  return [
    ...patches.map(
      one =>
        `${objectName(one)} patches ${name} in ways that are not analysed.`,
    ),
    ...(service.object.meta.labels[canary]
      ? [`A part of the traffic goes through another waypoint, by ${canary}.`]
      : []),
    ...waypointStreamDoubts(state, service),
  ];
}

/** What an answer leans on that takes an Istio gateway to pass the waypoint of a service by. */
export function gatewayWaypointDoubts(
  state: ClusterState,
  { object }: MeshService,
): readonly string[] {
  const use = gatewayWaypoint(state, object);
  return use.kind === 'unsure' ? [use.caveat] : [];
}
