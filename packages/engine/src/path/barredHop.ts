import type { Arrival } from '../mesh';
import type { Hop, HopBarrier } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { evidenceOf, objectName, uniqueEvidence } from '../state/evidence';
import { Barrier, barriersBetween } from './barriers';
import { podKey } from './sources';
import { worstCertainty } from './worst';

/** What a pod sent, and where it arrived. */
export interface Sent {
  /** "namespace/name". */
  readonly from: string;
  readonly arrivals: readonly Arrival[];
}

/**
 * A hop as NetworkPolicies leave it. Whether they are enforced is up to the cluster's network, which no
 * object tells: what they do not let through makes the hop `inferred`, and no worse.
 */
export function barredHop(
  state: ClusterState,
  hop: Hop,
  sent: readonly Sent[],
): Hop {
  const barriers = distinct(
    sent.flatMap(({ from, arrivals }) =>
      arrivals
        .filter(one => one.outcome === 'accepted')
        .flatMap(one => barriersBetween(state, from, one)),
    ),
  );
  if (barriers.length === 0) return hop;
  return {
    ...hop,
    certainty: worstCertainty([hop.certainty, 'inferred']),
    barriers: barriers.map(shown),
    caveats: [...hop.caveats, ...barriers.map(caveat)],
    evidence: uniqueEvidence([
      ...hop.evidence,
      ...barriers.flatMap(({ policies, way }) =>
        policies.map(one =>
          evidenceOf(one, `spec.${way}`, rules(one[way]?.length ?? 0)),
        ),
      ),
    ]),
  };
}

function rules(count: number): string {
  return count === 1 ? '1 rule' : `${count} rules`;
}

/** One of each kind: the pods of a workload are mostly barred by the same. */
function distinct(all: readonly Barrier[]): readonly Barrier[] {
  const keyOf = ({ way, policies, port }: Barrier) =>
    `${way} ${port} ${policies.map(objectName).join()}`;
  const byKey = new Map([...all].reverse().map(one => [keyOf(one), one]));
  return [...byKey.values()].reverse();
}

function shown({ way, policies, from, to, port }: Barrier): HopBarrier {
  return {
    way,
    policies: policies.map(objectName),
    from: podKey(from),
    to: podKey(to),
    port,
  };
}

function caveat({ way, policies, from, to, port }: Barrier): string {
  const names = policies.map(objectName).join(' and ');
  const what =
    way === 'ingress'
      ? `${objectName(from)} in to ${objectName(to)} on port ${port}`
      : `${objectName(from)} out to ${objectName(to)} on port ${port}`;
  return `No rule of ${names} lets ${what}; whether that is enforced depends on the cluster's network.`;
}
