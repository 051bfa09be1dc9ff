// The last step of every connection: bytes at a pod, and how sure the answer is.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import { arriveAt } from './arrival';
import type { Bytes, Ending } from './bytes';
import { Guarded, judgedAtPod } from '../authorization/atPod';
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
  const taken = arriveAt(state, pod, endpoint, bytes);
  const ending = asPoliciesLeaveIt(state, pod, taken, trail.from);
  const { certainty, caveats } = withDoubts(caveatsOf(state, pod), [
    ...(trail.caveats ?? []),
    ...(ending.doubt === undefined ? [] : [ending.doubt]),
    ...ending.caveats,
  ]);
  return {
    pod: endpoint.pod,
    port: endpoint.port,
    wire: bytes.wire,
    outcome: ending.outcome,
    ...(ending.refusedBy && { refusedBy: ending.refusedBy }),
    why: [...trail.why, ending.why].join('; '),
    certainty,
    reasons: [...trail.reasons, ...ending.reasons],
    caveats,
  };
}

type Final = Pick<Ending, 'outcome' | 'why' | 'reasons' | 'doubt'> &
  Pick<Arrival, 'refusedBy' | 'caveats'>;

// Policies are asked last: what a proxy does not take never comes to them.
function asPoliciesLeaveIt(
  state: ClusterState,
  pod: Pod,
  ending: Ending,
  sender: Pod | undefined,
): Final {
  if (ending.outcome !== 'accepted' || !ending.guarded) {
    return { ...ending, caveats: [] };
  }
  const judged = judgedAtPod(state, pod, ending.guarded, sender);
  const { refusedBy, caveats } = judged;
  const reasons = [...ending.reasons, ...judged.reasons];
  if (refusedBy.length === 0) return { ...ending, reasons, caveats };
  return {
    ...ending,
    outcome: 'rejected',
    why: `${ending.why}; ${refusal(ending.guarded)}`,
    refusedBy: refusedBy.map(objectName),
    reasons,
    caveats,
  };
}

// Envoy answers requests, and closes what is none to it; a ztunnel closes all.
function refusal({ guards }: Guarded): string {
  return guards.every(one => one === 'http')
    ? '403 by policy'
    : 'closed by policy';
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
