// Effective mTLS mode of a workload port, whoever enforces it.
import type {
  Certainty,
  MtlsModeName,
  Reason,
} from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { peerAuthentications } from '../../state/kinds/peerAuthentication';
import type { Pod } from '../../state/kinds/pod';
import { ambientMode } from '../ambient/ambientMode';
import { meshOf, podOf } from '../workload/membership';
import { explainSidecarMode } from './explainMode';
import { policyBook } from './peerAuthentication';

export interface MtlsMode {
  readonly mode: MtlsModeName;
  readonly reasons: readonly Reason[];
  readonly certainty: Certainty;
  readonly caveats: readonly string[];
}

/** Effective mode of a container port. Of a pod that is not there, the default. */
export function mtlsMode(
  state: ClusterState,
  podKey: string,
  port: number,
): MtlsMode {
  const pod = podOf(state, podKey);
  const decided = pod
    ? modeOfPod(state, pod, port)
    : { mode: 'PERMISSIVE' as const, reasons: [] };
  const hidden = state.unreadable(peerAuthentications);
  return {
    ...decided,
    certainty: hidden === undefined ? 'proven' : 'unknown',
    caveats:
      hidden === undefined
        ? []
        : [`PeerAuthentications could not be read: ${hidden}.`],
  };
}

/** The same of a pod at hand. */
export function modeOfPod(
  state: ClusterState,
  pod: Pod,
  port: number,
): { readonly mode: MtlsModeName; readonly reasons: readonly Reason[] } {
  const book = policyBook(state, pod);
  const subject = {
    name: objectName(pod),
    namespace: pod.meta.namespace,
    labels: pod.meta.labels,
  };
  return meshOf(pod) === 'ambient'
    ? ambientMode(book, subject, port)
    : explainSidecarMode(book, subject, port);
}
