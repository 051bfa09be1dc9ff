// Which policies hold where: istio pilot/pkg/model/policyattachment.go ShouldAttachPolicy, authorization.go.
import type { ClusterState } from '../../state/clusterState';
import {
  authorizationPolicies,
  AuthorizationPolicy,
} from '../../state/kinds/authorizationPolicy';
import type { KindDefinition } from '../../state/kindDefinition';
import type { Gateway } from '../../state/kinds/gateway';
import type { Pod } from '../../state/kinds/pod';
import type { TargetRef } from '../../state/kinds/targetRefs';
import type { KubeObject } from '../../state/meta';
import { meshConfigOfWaypoint } from '../ambient/waypointConfig';
import type { MeshService } from '../registry/registry';
import { saysTrue } from '../saysTrue';
import { selectedFor } from '../selectedFor';

/** The policies that the proxy of a pod goes by, or its ztunnel; most have none. */
export function policiesOfPod(
  state: ClusterState,
  pod: Pod,
): readonly AuthorizationPolicy[] {
  return selectedFor(
    state,
    pod,
    authorizationPolicies,
    one => one.matchLabels,
  ).filter(isEnforced);
}

/** The policies that a waypoint goes by for a Service. */
export function policiesOfWaypoint(
  state: ClusterState,
  waypoint: Gateway,
  service: MeshService,
): readonly AuthorizationPolicy[] {
  return attachedToWaypoint(
    state,
    authorizationPolicies,
    waypoint,
    service,
  ).filter(isEnforced);
}

/** What of a kind is attached to a waypoint, or to a Service behind it; by labels it selects none. */
export function attachedToWaypoint<
  T extends KubeObject & { readonly targets: readonly TargetRef[] },
>(
  state: ClusterState,
  kind: KindDefinition<T>,
  waypoint: Gateway,
  service: MeshService,
): readonly T[] {
  const { rootNamespace } = meshConfigOfWaypoint(state, waypoint);
  const within = [waypoint.meta.namespace, service.namespace, rootNamespace];
  return [...new Set(within)]
    .flatMap(one => state.inNamespace(kind, one))
    .filter(({ meta: { namespace }, targets }) =>
      targets.some(one =>
        isMeant(one, namespace, waypoint, service, rootNamespace),
      ),
    );
}

function isMeant(
  { kind, name }: TargetRef,
  namespace: string,
  waypoint: Gateway,
  service: MeshService,
  rootNamespace: string,
): boolean {
  switch (kind) {
    case 'GatewayClass':
      return name === waypoint.className && namespace === rootNamespace;
    case 'Gateway':
      return (
        name === waypoint.meta.name && namespace === waypoint.meta.namespace
      );
    case 'Service':
    case 'ServiceEntry':
      return (
        kind === service.origin &&
        name === service.name &&
        namespace === service.namespace
      );
    default:
      return false;
  }
}

// AUDIT refuses nothing, nor does what is only tried out: builder.go isDryRun.
function isEnforced({ action, meta }: AuthorizationPolicy): boolean {
  if (action === 'CUSTOM') return true;
  const triesOut = saysTrue(meta.annotations['istio.io/dry-run']);
  return (action === 'ALLOW' || action === 'DENY') && !triesOut;
}
