import type { Edge } from '../../ingress/edges/edge';
import { captured, membership, prepareScopes } from '../../mesh';
import { entranceOf } from '../../path/entrance';
import { podKey } from '../../path/sources';
import type { ClusterState } from '../../state/clusterState';
import type { Pod } from '../../state/kinds/pod';
import { withAmbientOutbound, withSidecar } from '../injectSidecar';
import type { PlannedStep } from '../plan';
import { prepareServedBy, servedBy } from '../touched';
import {
  entersAmbient,
  injectionLabels,
  isInjectable as isInjectablePod,
  keepsMesh,
} from './injection';
import { openNamespaceSteps } from './openNamespace';
import type { StartedWith } from './controllerFlag';
import { inAmbient, rollOutSteps, withProxy } from './rollOut';

const includeInbound = 'traffic.sidecar.istio.io/includeInboundPorts';
const bypass = 'ambient.istio.io/bypass-inbound-capture';

function isOutside(state: ClusterState, pod: Pod): boolean {
  const { mesh, proxyRole } = membership(state, podKey(pod));
  return mesh === 'none' && proxyRole === 'none';
}

function isCapturedInbound(state: ClusterState, pod: Pod): boolean {
  const { containerPort } = entranceOf(state, pod, false);
  return captured(state, podKey(pod), { port: containerPort });
}

/** Whether the edge's pods need a sidecar, or one that leaves inbound traffic alone. */
export function needsSidecar(state: ClusterState, edge: Edge): boolean {
  return edge.pods.some(
    pod => isOutside(state, pod) || isCapturedInbound(state, pod),
  );
}

/** Whether Istio's webhook would give the edge's pods a sidecar (istio pkg/kube/inject/inject.go). */
export function isInjectable({ pods }: Pick<Edge, 'pods'>): boolean {
  return pods.every(isInjectablePod);
}

/**
 * Steps that give an edge's pods a sidecar which takes only what they send, from the control plane
 * that injected `peers`, and a flag where one is wanted: both in one roll-out.
 */
export function sidecarSteps(
  state: ClusterState,
  edge: Edge,
  peers: readonly Pod[],
  starts?: StartedWith,
): readonly PlannedStep[] {
  if (!needsSidecar(state, edge)) {
    const stays = edge.pods.every(pod => keepsMesh(state, pod));
    return starts && stays ? flagSteps(state, edge, starts) : [];
  }
  const title = `Give ${edge.ref.title} a sidecar that leaves inbound traffic alone`;
  const steps = rollOutSteps(edge.pods, {
    title: starts ? `${title}, and start it with ${starts.flag}` : title,
    labels: injectionLabels(peers),
    annotations: { [includeInbound]: '' },
    ...(starts && { starts }),
    change: pod => withSidecar(pod, 'none'),
    ...withProxy,
    ...touching(state, edge),
    prepareCopy: copy => prepareScopes(copy, edge.pods),
  });
  return [...openNamespaceSteps(state, edge.pods), ...steps];
}

/** Steps that start an edge's controller with a flag. */
function flagSteps(
  state: ClusterState,
  edge: Edge,
  starts: StartedWith,
): readonly PlannedStep[] {
  const { flag, list } = starts;
  return rollOutSteps(edge.pods, {
    title: `Start ${edge.ref.title} with ${flag}`,
    starts,
    column: `WORDS:.spec.containers[*].${list}`,
    expect: `${flag} in every new pod`,
    ...touching(state, edge),
  });
}

/** Steps that enrol an edge's pods in ambient, inbound traffic left alone. */
export function ambientSteps(
  state: ClusterState,
  edge: Edge,
): readonly PlannedStep[] {
  if (!edge.pods.every(pod => entersAmbient(state, pod))) return [];
  return rollOutSteps(edge.pods, {
    title: `Enrol ${edge.ref.title} in ambient, inbound traffic left alone`,
    labels: { 'istio.io/dataplane-mode': 'ambient' },
    annotations: { [bypass]: 'true' },
    change: withAmbientOutbound,
    ...inAmbient,
    ...touching(state, edge),
  });
}

function touching(state: ClusterState, edge: Edge) {
  return {
    touches: () => servedBy(state, edge),
    prepare: () => prepareServedBy(state),
  };
}
