// The last step of every connection: bytes at a pod, and how sure the answer is.
import type { ClusterState } from '../../state/clusterState';
import { arriveAt } from './arrival';
import type { Bytes } from './bytes';
import { caveatsOf, withDoubts } from '../caveats';
import type { Arrival } from '../connection';
import type { Trail } from './deliver';
import { podOf } from '../workload/membership';

interface Place {
  readonly pod: string;
  readonly port: number;
  readonly address?: string;
}

/** The arrival of bytes at one endpoint. */
export function finish(
  state: ClusterState,
  endpoint: Place,
  bytes: Bytes,
  trail: Trail,
): Arrival {
  const pod = podOf(state, endpoint.pod);
  if (!pod) return elsewhere(state, endpoint, bytes, trail);
  const ending = arriveAt(state, pod, endpoint.port, bytes);
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

// Machines, hosts outside and pods that were not read: what takes the bytes there is not ours to know.
function elsewhere(
  state: ClusterState,
  { pod, port, address }: Place,
  bytes: Bytes,
  trail: Trail,
): Arrival {
  const place = address ?? pod;
  const text = `Nothing is known of what takes connections at ${place}.`;
  const { caveats } = caveatsOf(state, undefined);
  return {
    pod,
    port,
    wire: bytes.wire,
    outcome: 'unknown',
    why: [...trail.why, `no pod at ${place}`].join('; '),
    certainty: 'unknown',
    reasons: trail.reasons,
    caveats: [...caveats, ...(trail.caveats ?? []), text],
  };
}
