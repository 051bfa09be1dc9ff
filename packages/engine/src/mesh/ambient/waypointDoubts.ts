// What of a waypoint is not followed, and makes an answer that goes through it less than proven.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { authorizationPolicies } from '../../state/kinds/authorizationPolicy';
import { envoyFilters } from '../../state/kinds/envoyFilter';
import type { Gateway } from '../../state/kinds/gateway';
import type { TargetRef } from '../../state/kinds/targetRefs';
import { meshConfig } from '../controlPlane/meshConfig';
import type { MeshService } from '../registry/registry';
import { streamRouteDoubts } from '../routes/streamRoutes';
import { gatewayWaypoint } from './waypoint';

const canary = 'istio.io/use-waypoint-canary';

/** Policies, patches and settings at the waypoint of a Service that are not analysed. */
export function waypointDoubts(
  state: ClusterState,
  waypoint: Gateway,
  service: MeshService,
): readonly string[] {
  const name = objectName(waypoint);
  const { rootNamespace } = state.read(meshConfig);
  const within = [
    ...new Set([waypoint.meta.namespace, service.namespace, rootNamespace]),
  ];
  const isMeant = (namespace: string, refs: readonly TargetRef[]) =>
    refs.some(ref => means(ref, namespace, waypoint, service));
  const policies = within
    .flatMap(one => state.inNamespace(authorizationPolicies, one))
    .filter(one => one.action !== 'AUDIT')
    .filter(one => isMeant(one.meta.namespace, one.targets));
  const patches = within
    .flatMap(one => state.inNamespace(envoyFilters, one))
    .filter(one => isMeant(one.meta.namespace, one.targets));
  return [
    ...policies.map(
      one => `${objectName(one)} may refuse requests at ${name}.`,
    ),
    ...patches.map(
      one =>
        `${objectName(one)} patches ${name} in ways that are not analysed.`,
    ),
    ...(service.object.meta.labels[canary]
      ? [`A part of the traffic goes through another waypoint, by ${canary}.`]
      : []),
    ...streamRouteDoubts(state, service),
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

function means(
  { kind, name }: TargetRef,
  namespace: string,
  waypoint: Gateway,
  service: MeshService,
): boolean {
  if (kind === 'GatewayClass') return name === waypoint.className;
  if (kind === 'Gateway') {
    return name === waypoint.meta.name && namespace === waypoint.meta.namespace;
  }
  return (
    kind === 'Service' &&
    name === service.name &&
    namespace === service.namespace
  );
}
