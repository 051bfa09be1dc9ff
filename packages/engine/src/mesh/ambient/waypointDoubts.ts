// What of a waypoint is not followed, and makes an answer that goes through it less than proven.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { authorizationPolicies } from '../../state/kinds/authorizationPolicy';
import { envoyFilters } from '../../state/kinds/envoyFilter';
import type { Gateway } from '../../state/kinds/gateway';
import type { TargetRef } from '../../state/kinds/targetRefs';
import { effectivePolicy } from '../destinationRule/clusterTls';
import { destinationRuleFor } from '../destinationRule/destinationRule';
import { meshConfig } from '../controlPlane/meshConfig';
import type { MeshService } from '../registry/registry';
import { streamRouteDoubts } from '../routes/streamRoutes';
import { gatewaysUseWaypoint, waypointFor } from './waypoint';
import { waypointRoutes } from './waypointRoutes';

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
    ...tlsDoubts(state, waypoint, service),
    ...streamRouteDoubts(state, service),
  ];
}

/** The same for Istio gateways, which pass a waypoint by unless told not to. */
export function ingressWaypointDoubts(
  state: ClusterState,
  service: MeshService,
): readonly string[] {
  if (!gatewaysUseWaypoint(state, service.object)) return [];
  const use = waypointFor(state, service.object);
  if (use.kind === 'none') return [];
  if (use.kind === 'unsure') return [use.caveat];
  const { waypoint } = use;
  const routes = waypointRoutes(state, waypoint, service).map(
    one =>
      `Requests from gateways go through ${objectName(
        waypoint,
      )}, where ${objectName(one.object)} may send them elsewhere.`,
  );
  return [...routes, ...waypointDoubts(state, waypoint, service)];
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

// Inside the tunnel, where the workload gets it: cluster_waypoint.go buildWaypointTLSContext.
function tlsDoubts(
  state: ClusterState,
  { meta }: Gateway,
  service: MeshService,
): readonly string[] {
  const client = { namespace: meta.namespace, labels: {} };
  const rule = destinationRuleFor(state, client, service);
  const modes = service.ports.map(
    ({ number }) => rule && effectivePolicy({ rule, port: number }).tls?.mode,
  );
  return rule && modes.some(one => one === 'SIMPLE' || one === 'MUTUAL')
    ? [
        `The waypoint starts TLS inside the tunnel by ${rule.from
          .map(objectName)
          .join(' and ')}, which is not followed to the application.`,
      ]
    : [];
}
