// Waypoints that traffic is sent through: istio pilot/pkg/serviceregistry/ambient/waypoints.go fetchWaypointForService,
// fetchWaypointForTarget, fetchWaypointForWorkload, makeAllowedRoutes.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { Gateway, GatewayListener, gateways } from '../../state/kinds/gateway';
import { gatewayClasses } from '../../state/kinds/gatewayClass';
import { namespaces } from '../../state/kinds/namespace';
import type { Pod } from '../../state/kinds/pod';
import type { KubeObject } from '../../state/meta';
import { entryVisibility } from '../controlPlane/entryVisibility';
import { allowsNamespace } from '../gateway/allowedRoutes';
import { saysTrue } from '../saysTrue';
import { podsByProxyRole, proxyRole } from '../workload/membership';

/** What is between clients of the ambient mesh and a Service. */
export type WaypointUse =
  | { readonly kind: 'none' }
  | { readonly kind: 'through'; readonly waypoint: Gateway }
  | {
      readonly kind: 'unsure';
      readonly caveat: string;
      /** What it would be; undefined where it was not read. */
      readonly waypoint?: Gateway;
    };

const use = 'istio.io/use-waypoint';
const waypointsFor = 'istio.io/waypoint-for';
const binding = 'ambient.istio.io/waypoint-inbound-binding';
const none: WaypointUse = { kind: 'none' };

// Waypoints and east-west gateways have none themselves.
const managed: ReadonlySet<string | undefined> = new Set([
  'istio.io-mesh-controller',
  'istio.io-eastwest-controller',
]);

/** The name of the waypoint that an object's traffic is meant to go through; undefined: none. */
export function waypointOf(
  state: ClusterState,
  object: KubeObject,
): string | undefined {
  return namedWaypoint(state, object)?.name;
}

/** Whether Istio gateways send through the waypoint as well: pilot/pkg/serviceregistry/ambient/services.go. */
export function gatewaysUseWaypoint(
  state: ClusterState,
  object: KubeObject,
): boolean {
  const label = 'istio.io/ingress-use-waypoint';
  const own = object.meta.labels[label];
  return saysTrue(own ?? namespaceLabels(state, object)[label]);
}

/** The waypoint that Istio gateways send a service's traffic through; most pass it by. */
export function gatewayWaypoint(
  state: ClusterState,
  service: KubeObject,
): WaypointUse {
  return gatewaysUseWaypoint(state, service)
    ? waypointFor(state, service)
    : none;
}

/** The waypoint of a Service. One that is not there, or is not for Services, is passed by. */
export function waypointFor(
  state: ClusterState,
  service: KubeObject,
): WaypointUse {
  if (managed.has(service.meta.labels['gateway.istio.io/managed'])) return none;
  const found = usedWaypoint(state, service, 'service');
  return service.kind === 'ServiceEntry'
    ? withinSight(state, service, found)
    : found;
}

// A waypoint of another namespace would show an entry there that is not to be seen; what nobody is to see has none.
function withinSight(
  state: ClusterState,
  { meta: { namespace } }: KubeObject,
  found: WaypointUse,
): WaypointUse {
  if (found.kind === 'none') return found;
  const visibility = entryVisibility(state, namespace);
  const isNear = found.waypoint?.meta.namespace === namespace;
  return visibility === 'PUBLIC' || (visibility === 'NAMESPACE' && isNear)
    ? found
    : none;
}

/** The waypoint of connections to a pod's own address, which most are not for; gateways have none themselves. */
export function waypointOfPod(state: ClusterState, pod: Pod): WaypointUse {
  const role = proxyRole(pod);
  return role === 'waypoint' || role === 'gateway'
    ? none
    : usedWaypoint(state, pod, 'workload');
}

function usedWaypoint(
  state: ClusterState,
  object: KubeObject,
  traffic: 'service' | 'workload',
): WaypointUse {
  const named = namedWaypoint(state, object);
  if (!named) return none;
  const hidden = state.unreadable(gateways);
  if (hidden !== undefined) {
    const caveat = `The waypoint ${named.name} of ${objectName(
      object,
    )} could not be read: ${hidden}.`;
    return { kind: 'unsure', caveat };
  }
  const waypoint = state.get(gateways, named.namespace, named.name);
  if (!waypoint || !isFor(state, waypoint, traffic)) return none;
  if (!admits(state, waypoint, object.meta.namespace)) return none;
  return isUp(state, waypoint)
    ? { kind: 'through', waypoint }
    : {
        kind: 'unsure',
        waypoint,
        caveat: `${objectName(
          waypoint,
        )} has no address: until it is ready, ${objectName(
          object,
        )} is reached without it.`,
      };
}

// The object's own word comes before its namespace's, and says which namespace the waypoint is in.
function namedWaypoint(
  state: ClusterState,
  object: KubeObject,
): { readonly namespace: string; readonly name: string } | undefined {
  const own = object.meta.labels;
  const labels = own[use] === undefined ? namespaceLabels(state, object) : own;
  const name = labels[use];
  if (name === undefined || name === '' || name === 'none') return undefined;
  const namespace = labels['istio.io/use-waypoint-namespace'];
  return { namespace: namespace ?? object.meta.namespace, name };
}

function namespaceLabels(state: ClusterState, { meta }: KubeObject) {
  return state.get(namespaces, '', meta.namespace)?.meta.labels ?? {};
}

function isFor(
  state: ClusterState,
  { meta, className }: Gateway,
  traffic: 'service' | 'workload',
): boolean {
  const ofClass = state.get(gatewayClasses, '', className)?.meta.labels ?? {};
  const kind = meta.labels[waypointsFor] ?? ofClass[waypointsFor] ?? 'service';
  return kind === traffic || kind === 'all';
}

function admits(
  state: ClusterState,
  gateway: Gateway,
  namespace: string,
): boolean {
  const { meta, listeners } = gateway;
  const listener =
    boundListener(state, gateway) ??
    listeners.find(one => one.protocol === 'HBONE' && one.port === 15008);
  return listener === undefined
    ? meta.namespace === namespace
    : allowsNamespace(state, meta.namespace, listener, namespace);
}

// "PROTOCOL" or "PROTOCOL/port", of the Gateway or its class: waypoints.go makeInboundBinding, findBoundListener.
function boundListener(
  state: ClusterState,
  { meta, className, listeners }: Gateway,
): GatewayListener | undefined {
  const ofClass = state.get(gatewayClasses, '', className)?.meta.annotations;
  const said = meta.annotations[binding] ?? ofClass?.[binding] ?? '';
  const [, protocol, port] = /^(PROXY|NONE)(?:\/([^/]*))?$/.exec(said) ?? [];
  if (protocol === undefined) return undefined;
  return listeners.find(one =>
    port === undefined
      ? protocol === 'PROXY' && one.protocol === 'istio.io/PROXY'
      : one.port === Number(port),
  );
}

// Its controller writes the address when a pod of it is ready, and never takes it away.
function isUp(state: ClusterState, waypoint: Gateway): boolean {
  return (
    waypoint.statusAddresses.length > 0 || podsOf(state, waypoint).length > 0
  );
}

/** The ready pods of a waypoint. */
export function podsOf(state: ClusterState, { meta }: Gateway): readonly Pod[] {
  return state
    .lookup(podsByProxyRole, 'waypoint')
    .filter(
      pod =>
        pod.ready &&
        pod.meta.namespace === meta.namespace &&
        pod.meta.labels['gateway.networking.k8s.io/gateway-name'] === meta.name,
    );
}
