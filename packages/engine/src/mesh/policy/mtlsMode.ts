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
  const decided: ReturnType<typeof modeOfPod> = pod
    ? modeOfPod(state, pod, port)
    : { mode: 'PERMISSIVE', reasons: [] };
  const hidden = state.unreadable(peerAuthentications);
  return {
    mode: decided.mode,
    reasons: decided.reasons,
    ...(hidden === undefined
      ? tied(decided.doubt)
      : {
          certainty: 'unknown',
          caveats: [`PeerAuthentications could not be read: ${hidden}.`],
        }),
  };
}

function tied(
  doubt: string | undefined,
): Pick<MtlsMode, 'certainty' | 'caveats'> {
  return doubt === undefined
    ? { certainty: 'proven', caveats: [] }
    : { certainty: 'inferred', caveats: [doubt] };
}

/** The same of a pod at hand, with what makes it less than proven. */
export function modeOfPod(
  state: ClusterState,
  pod: Pod,
  port: number,
): {
  readonly mode: MtlsModeName;
  readonly reasons: readonly Reason[];
  readonly doubt?: string;
} {
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
