import { completionCaveats } from '../completion/completedBy';
import { inboundCapture, membership, mtlsMode } from '../mesh';
import { withDoubts } from '../mesh/caveats';
import { podKey } from '../path/sources';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type {
  Certainty,
  MtlsModeName,
  PortPosture,
  Reason,
} from './servicePosture';

export type Accepts = PortPosture['accepts'];

/** What one pod takes on one container port. */
export interface PodAccepts {
  readonly accepts: Accepts;
  /** Effective mode; null when no proxy of the mesh sees the connection. */
  readonly mode: MtlsModeName | null;
  readonly reasons: readonly Reason[];
  readonly certainty: Certainty;
  readonly caveats: readonly string[];
}

const byMode: Readonly<Record<MtlsModeName, Accepts>> = {
  STRICT: 'mtls-only',
  PERMISSIVE: 'both',
  DISABLE: 'plaintext-only',
};

/** What a pod takes at a port of one of its addresses from a client without mesh identity, and from one with it. */
export function podAccepts(
  state: ClusterState,
  pod: Pod,
  port: number,
  address: string,
): PodAccepts {
  const key = podKey(pod);
  const { mesh, reasons } = membership(state, key);
  const completed = completionCaveats(pod);
  if (mesh === 'none' || !inboundCapture(pod, port, address).captured) {
    return {
      accepts: 'plaintext-only',
      mode: null,
      reasons,
      ...withDoubts({ certainty: 'proven', caveats: [] }, completed),
    };
  }
  const effective = mtlsMode(state, key, port);
  return {
    accepts:
      effective.certainty === 'unknown' ? 'unknown' : byMode[effective.mode],
    mode: effective.mode,
    reasons: effective.reasons,
    ...withDoubts(effective, completed),
  };
}

// The laxest answer among pods is what a client can count on getting.
const order: readonly Accepts[] = [
  'plaintext-only',
  'both',
  'unknown',
  'mtls-only',
];

export function laxest(all: readonly Accepts[]): Accepts {
  return order.find(one => all.includes(one)) ?? 'unknown';
}
