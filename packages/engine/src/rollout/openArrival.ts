import { inboundCapture } from '../mesh';
import { meshOf, podOf } from '../mesh/workload/membership';
import { modeOfPod } from '../mesh/policy/mtlsMode';
import {
  applyingPolicies,
  policyBook,
  sidecarMode,
} from '../mesh/policy/peerAuthentication';
import type { Hop, MtlsModeName, Path } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { derive, readability } from '../state/derived';
import { kinds } from '../state/kinds';
import type { Pod } from '../state/kinds/pod';
import type { JudgedService } from './judgedService';

/** A connection of a path that reaches a pod without mTLS, and is taken. */
export interface OpenArrival {
  readonly service: JudgedService;
  readonly path: Path;
  readonly hop: Hop;
  /** "namespace/name" of the pod that it ends at. */
  readonly pod: string;
  /** Container port. */
  readonly port: number;
  /** The same one for all that end there. */
  readonly target: Target;
}

/** A port of a pod. What turns STRICT are policies: the pod, and what its proxy sees, stay as they are. */
interface Target {
  readonly pod: Pod | undefined;
  readonly port: number;
  readonly captured: boolean;
}

/**
 * Everything that STRICT could break. What a hop carries does not depend on whether the other side is
 * PERMISSIVE or STRICT (istio pilot/pkg/xds/endpoints/endpoint_builder.go: auto mTLS asks for DISABLE
 * only), so what arrives over mTLS now goes on to do so.
 */
export function openArrivals(
  state: ClusterState,
  judged: readonly JudgedService[],
): readonly OpenArrival[] {
  const targets = new Map<string, Target>();
  const targetOf = (key: string, port: number) => {
    const name = `${key}:${port}`;
    const target = targets.get(name) ?? targetAt(state, key, port);
    targets.set(name, target);
    return target;
  };
  return judged.flatMap(service =>
    service.paths
      .filter(path => path.posture !== 'rejected')
      .flatMap(path =>
        path.hops.flatMap(hop =>
          hop.arrivals
            .filter(
              one =>
                one.pod !== '' &&
                one.wire !== 'istio-mtls' &&
                one.outcome === 'accepted',
            )
            .map(({ pod, port }) => ({
              service,
              path,
              hop,
              pod,
              port,
              target: targetOf(pod, port),
            })),
        ),
      ),
  );
}

function targetAt(state: ClusterState, key: string, port: number): Target {
  const pod = podOf(state, key);
  const captured = pod !== undefined && inboundCapture(pod, port).captured;
  return { pod, port, captured };
}

/** The namespace whose policies decide about an arrival. */
export function namespaceOf({ pod }: Pick<OpenArrival, 'pod'>): string {
  return pod.slice(0, pod.indexOf('/'));
}

/** Modes of the ports that connections end at; null when no proxy of the mesh sees one. */
export type Modes = (arrival: OpenArrival) => MtlsModeName | null;

// Kept for as long as nothing changes: one state is asked again before each of its stages.
const knownModes = derive(
  [...kinds, readability],
  (): WeakMap<Target, MtlsModeName | null> => new WeakMap(),
);

/**
 * The modes of one state. Asked of every arrival of a mesh many times over, and so once for all that
 * end at one port, and without the reasons.
 */
export function modesIn(state: ClusterState): Modes {
  const known = state.reads.unnoted(() => state.read(knownModes));
  return ({ target }) => {
    const found = known.get(target);
    if (found !== undefined) return found;
    const mode = modeOf(state, target);
    known.set(target, mode);
    return mode;
  };
}

function modeOf(
  state: ClusterState,
  { pod, port, captured }: Target,
): MtlsModeName | null {
  if (!pod || !captured) return null;
  if (meshOf(pod) === 'ambient') return modeOfPod(state, pod, port).mode;
  const { namespace, labels } = pod.meta;
  return sidecarMode(
    applyingPolicies(policyBook(state, pod), namespace, labels),
    port,
  );
}
