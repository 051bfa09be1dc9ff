// What of a waypoint is not followed, and makes an answer that goes through it less than proven.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { envoyFilters } from '../../state/kinds/envoyFilter';
import type { Gateway } from '../../state/kinds/gateway';
import { gatewayClasses } from '../../state/kinds/gatewayClass';
import { namespaces } from '../../state/kinds/namespace';
import type { Pod } from '../../state/kinds/pod';
import type { KubeObject } from '../../state/meta';
import { attachedToWaypoint } from '../authorization/policiesFor';
import { configuredDoubts } from '../caveats';
import type { MeshService } from '../registry/registry';
import { waypointStreamDoubts } from '../routes/streamRoutes';
import { gatewayWaypoint, podsOf, waypointOfPod } from './waypoint';

const source = 'istio.io/use-waypoint';
const canary = `${source}-canary`;
const controller = 'istio.io/mesh-controller';

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
    ...otherControllerDoubts(state, waypoint),
    ...podsOf(state, waypoint)
      .slice(0, 1)
      .flatMap(pod => configuredDoubts(state, pod)),
    ...(hasCanary(state, service.object)
      ? [`A part of the traffic goes through another waypoint, by ${canary}.`]
      : []),
    ...waypointStreamDoubts(state, service),
  ];
}

// Who else serves waypoints goes by rules of its own.
function otherControllerDoubts(
  state: ClusterState,
  waypoint: Gateway,
): readonly string[] {
  const { className } = waypoint;
  const found = state.get(gatewayClasses, '', className);
  const isOfIstio = found
    ? found.controllerName === controller
    : className === 'istio-waypoint';
  return isOfIstio
    ? []
    : [
        `${objectName(waypoint)} is a waypoint of the class ${className}, ${
          found ? `which ${found.controllerName} serves` : 'which is not seen'
        }: what that makes of traffic is not analysed.`,
      ];
}

// Said where the waypoint is said, on the object or on its namespace; without a weight nothing goes there: istio
// pilot/pkg/serviceregistry/ambient/waypoints.go buildWeightedWaypoints.
function hasCanary(state: ClusterState, { meta }: KubeObject): boolean {
  const above =
    meta.labels[source] === undefined
      ? state.get(namespaces, '', meta.namespace)?.meta
      : undefined;
  const weight = `${canary}-weight`;
  const name = meta.labels[canary] ?? above?.labels[canary] ?? '';
  const part = meta.annotations[weight] ?? above?.annotations[weight] ?? '0';
  return name !== '' && name !== 'none' && Number(part) > 0;
}

/** What an answer leans on for connections that a ztunnel carries to a pod's own address. */
export function podWaypointDoubts(
  state: ClusterState,
  pod: Pod,
): readonly string[] {
  const use = waypointOfPod(state, pod);
  switch (use.kind) {
    case 'none':
      return [];
    case 'unsure':
      return [use.caveat];
    default:
      return [
        `Connections to the address of ${objectName(
          pod,
        )} go through ${objectName(
          use.waypoint,
        )}, which is for workloads: what it makes of them is not analysed.`,
      ];
  }
}

/** What an answer leans on that takes an Istio gateway to pass the waypoint of a service by. */
export function gatewayWaypointDoubts(
  state: ClusterState,
  { object }: MeshService,
): readonly string[] {
  const use = gatewayWaypoint(state, object);
  return use.kind === 'unsure' ? [use.caveat] : [];
}
