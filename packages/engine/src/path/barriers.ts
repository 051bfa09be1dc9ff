// What NetworkPolicies let through: k8s.io/api/networking/v1/types.go.
import { membership, podOf, waypointOf } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import {
  networkPolicies,
  NetworkPolicy,
  NetworkPort,
  NetworkRule,
} from '../state/kinds/networkPolicy';
import { namespaceNameLabel } from '../state/kinds/namespace';
import type { Pod } from '../state/kinds/pod';
import { LabelSelector, selects } from '../state/labelSelector';
import { isNamespaceSelected } from '../state/namespaceLabels';
import { servicesOfPod } from './entrance';

/** The port that HBONE comes in at: ztunnel src/config.rs DEFAULT_INBOUND_PORT. */
export const hbonePort = 15008;

/** Policies of which no rule lets a connection through. */
export interface Barrier {
  /** Whether they keep it from coming in, or from going out. */
  readonly way: 'ingress' | 'egress';
  readonly policies: readonly NetworkPolicy[];
  readonly from: Pod;
  readonly to: Pod;
  /** The port of the pod at which it arrives on the wire. */
  readonly port: number;
}

/**
 * What keeps the connection of a pod from another, where the network enforces NetworkPolicies. Nothing
 * is said of what goes to and from the network of a node, nor of rules by address.
 */
export function barriersBetween(
  state: ClusterState,
  from: string,
  to: { readonly pod: string; readonly port: number; readonly wire: string },
): readonly Barrier[] {
  // Most namespaces have no policies: nothing is looked up for them.
  if (![from, to.pod].some(one => hasPolicies(state, one))) return [];
  const [sender, receiver] = [podOf(state, from), podOf(state, to.pod)];
  if (!sender || !receiver || from === to.pod) return [];
  if (sender.hostNetwork || receiver.hostNetwork) return [];
  const isHbone = arrivesByHbone(state, from, to);
  // What a waypoint sends, nobody here sends.
  if (isHbone && hasWaypoint(state, to.pod)) return [];
  const port = isHbone ? hbonePort : to.port;
  const connection = { from: sender, to: receiver, port };
  return (['egress', 'ingress'] as const).flatMap(way => {
    const policies = closing(state, way, connection);
    return policies.length === 0 ? [] : [{ way, policies, ...connection }];
  });
}

/** Whether there are policies in the namespace of a pod, "namespace/name". */
function hasPolicies(state: ClusterState, pod: string): boolean {
  const namespace = pod.slice(0, pod.indexOf('/'));
  return state.inNamespace(networkPolicies, namespace).length > 0;
}

type Connection = Pick<Barrier, 'from' | 'to' | 'port'>;

// A sidecar sends its own mTLS to sidecars; all else that is mTLS is HBONE.
function arrivesByHbone(
  state: ClusterState,
  from: string,
  { pod, wire }: { readonly pod: string; readonly wire: string },
): boolean {
  return (
    wire === 'istio-mtls' &&
    [from, pod].some(one => membership(state, one).mesh === 'ambient')
  );
}

function hasWaypoint(state: ClusterState, pod: string): boolean {
  return servicesOfPod(state, pod).some(
    service => waypointOf(state, service) !== undefined,
  );
}

/** The policies that hold for one end of a connection; empty where there are none or one of them lets it through. */
function closing(
  state: ClusterState,
  way: Barrier['way'],
  connection: Connection,
): readonly NetworkPolicy[] {
  const [own, peer] =
    way === 'ingress'
      ? [connection.to, connection.from]
      : [connection.from, connection.to];
  const holding = policiesFor(state, own, way);
  const isLetThrough = holding.some(policy =>
    policy[way]!.some(
      rule => letsPort(rule, connection) && letsPeer(state, policy, rule, peer),
    ),
  );
  return isLetThrough ? [] : holding;
}

function policiesFor(
  state: ClusterState,
  { meta: { namespace, labels } }: Pod,
  way: Barrier['way'],
): readonly NetworkPolicy[] {
  return state
    .inNamespace(networkPolicies, namespace)
    .filter(one => one[way] && selects(one.pods, labels));
}

/** Whether a pod is closed to all that no policy lets through; without any policy it is open. */
export function isIsolated(
  state: ClusterState,
  pod: Pod,
  way: Barrier['way'],
): boolean {
  return policiesFor(state, pod, way).length > 0;
}

function letsPort({ ports }: NetworkRule, { to, port }: Connection): boolean {
  return (
    ports.length === 0 ||
    ports.some(one => one.protocol === 'TCP' && covers(one, to, port))
  );
}

function covers(
  { port: first, endPort }: NetworkPort,
  to: Pod,
  port: number,
): boolean {
  if (first === undefined) return true;
  if (typeof first === 'number') {
    return port >= first && port <= (endPort ?? first);
  }
  return to.containers.some(container =>
    container.ports.some(
      one => one.name === first && one.containerPort === port,
    ),
  );
}

function letsPeer(
  state: ClusterState,
  policy: NetworkPolicy,
  { peers }: NetworkRule,
  pod: Pod,
): boolean {
  if (peers.length === 0) return true;
  const { namespace, labels } = pod.meta;
  return peers.some(peer => {
    // Whether addresses of pods count there is up to the network.
    if (peer.kind === 'addresses') return true;
    const isThere = peer.namespaces
      ? isIn(state, namespace, peer.namespaces)
      : namespace === policy.meta.namespace;
    return isThere && (!peer.pods || selects(peer.pods, labels));
  });
}

function isIn(
  state: ClusterState,
  name: string,
  selector: LabelSelector,
): boolean {
  return (
    isNamespaceSelected(state, name, selector) ??
    selects(selector, { [namespaceNameLabel]: name })
  );
}
