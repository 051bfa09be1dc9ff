import { inboundCapture } from '../mesh';
import { meshOf, podOf } from '../mesh/membership';
import { modeOfPod } from '../mesh/mtlsMode';
import {
  applyingPolicies,
  policyBook,
  sidecarMode,
} from '../mesh/peerAuthentication';
import type { Hop, MtlsModeName, Path } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
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
}

/**
 * Everything that STRICT could break. What a hop carries does not depend on whether the other side is
 * PERMISSIVE or STRICT (istio pilot/pkg/xds/endpoints/endpoint_builder.go: auto mTLS asks for DISABLE
 * only), so what arrives over mTLS now goes on to do so.
 */
export function openArrivals(
  judged: readonly JudgedService[],
): readonly OpenArrival[] {
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
            .map(({ pod, port }) => ({ service, path, hop, pod, port })),
        ),
      ),
  );
}

/** The namespace whose policies decide about an arrival. */
export function namespaceOf({ pod }: Pick<OpenArrival, 'pod'>): string {
  return pod.slice(0, pod.indexOf('/'));
}

/**
 * Mode of the port that a connection ends at; null when no proxy of the mesh sees it. Asked of every
 * arrival of a mesh many times over, and so without the reasons.
 */
export function modeAt(
  state: ClusterState,
  { pod: key, port }: Pick<OpenArrival, 'pod' | 'port'>,
): MtlsModeName | null {
  const pod = podOf(state, key);
  if (!pod || !inboundCapture(pod, port).captured) return null;
  if (meshOf(pod) === 'ambient') return modeOfPod(state, pod, port).mode;
  const { namespace, labels } = pod.meta;
  return sidecarMode(
    applyingPolicies(policyBook(state), namespace, labels),
    port,
  );
}

/** Whether a port would refuse what arrives there without mTLS. */
export function refuses(state: ClusterState, arrival: OpenArrival): boolean {
  return modeAt(state, arrival) === 'STRICT';
}
