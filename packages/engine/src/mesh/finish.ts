// The last step of every connection: bytes at a pod, and how sure the answer is.
import type { ClusterState } from '../state/clusterState';
import { arriveAt } from './arrival';
import type { Bytes, Ending } from './bytes';
import { caveatsOf, withDoubts } from './caveats';
import type { Arrival } from './connection';
import type { Trail } from './deliver';
import { podOf } from './membership';

const unknownEnd: Ending = { outcome: 'unknown', why: 'no pod', reasons: [] };

/** The arrival of bytes at one endpoint. */
export function finish(
  state: ClusterState,
  endpoint: { readonly pod: string; readonly port: number },
  bytes: Bytes,
  trail: Trail,
): Arrival {
  const pod = podOf(state, endpoint.pod);
  const ending = pod ? arriveAt(state, pod, endpoint.port, bytes) : unknownEnd;
  const { certainty, caveats } = withDoubts(caveatsOf(state, pod), [
    ...(trail.caveats ?? []),
    ...(ending.doubt === undefined ? [] : [ending.doubt]),
  ]);
  return {
    pod: endpoint.pod,
    port: endpoint.port,
    wire: bytes.wire,
    outcome: ending.outcome,
    why: [...trail.why, ending.why].join('; '),
    certainty,
    reasons: [...trail.reasons, ...ending.reasons],
    caveats,
  };
}
