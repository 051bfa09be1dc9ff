import type { Arrival } from '../mesh';
import type {
  Certainty,
  Hop,
  HopArrival,
  Reason,
} from '../posture/servicePosture';
import { compareText } from '../state/compareText';
import { uniqueEvidence } from '../state/evidence';
import { worstCertainty, worstOutcome, worstWire } from './worst';

/** What a hop is, apart from what becomes of it. */
export interface HopPlan
  extends Pick<
    Hop,
    | 'from'
    | 'to'
    | 'fromNode'
    | 'toNode'
    | 'addressing'
    | 'address'
    | 'port'
    | 'host'
    | 'protocol'
    | 'counts'
  > {
  /** How sure it is that the edge dials so. */
  readonly certainty: Certainty;
  /** What that leans on, where it is less than proven. */
  readonly caveats?: readonly string[];
  /** Why it dials so; what the mesh makes of it comes after. */
  readonly reasons: readonly Reason[];
}

/** A hop from its plan and its arrivals: as good as the worst of them, and explained by that one. */
export function makeHop(plan: HopPlan, arrivals: readonly Arrival[]): Hop {
  const distinct = distinctArrivals(arrivals);
  const outcome = worstOutcome(distinct.map(one => one.outcome));
  const worst = distinct.filter(one => one.outcome === outcome);
  const wire = worstWire(worst.map(one => one.wire));
  const telling = worst.find(one => one.wire === wire);
  const reasons = [...plan.reasons, ...(telling?.reasons ?? [])];
  return {
    ...plan,
    wire,
    outcome,
    certainty: worstCertainty([
      plan.certainty,
      ...distinct.map(one => one.certainty),
    ]),
    arrivals: distinct.map(shown),
    reasons,
    caveats: [
      ...new Set([
        ...(plan.caveats ?? []),
        ...distinct.flatMap(one => one.caveats),
      ]),
    ],
    evidence: uniqueEvidence(reasons.flatMap(reason => reason.evidence)),
  };
}

function shown({
  pod,
  port,
  wire,
  outcome,
  why,
  refusedBy,
}: Arrival): HopArrival {
  return { pod, port, wire, outcome, why, ...(refusedBy && { refusedBy }) };
}

/** Arrivals once each, sorted: several pods of an edge mostly see the same. */
export function distinctArrivals(
  arrivals: readonly Arrival[],
): readonly Arrival[] {
  if (arrivals.length < 2) return arrivals;
  const byKey = new Map(
    arrivals.map(one => [
      `${one.pod} ${one.port} ${one.wire} ${one.outcome} ${
        one.refusedBy?.join() ?? ''
      }`,
      one,
    ]),
  );
  return [...byKey]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, arrival]) => arrival);
}

/** An answer where there was nobody to ask: no pod, no endpoint, an object that could not be read. */
export function noArrival(
  outcome: 'unroutable' | 'unknown',
  why: string,
  reason: Reason,
): Arrival {
  return {
    pod: '',
    port: 0,
    wire: outcome === 'unknown' ? 'unknown' : 'none',
    outcome,
    why,
    certainty: outcome === 'unknown' ? 'unknown' : 'proven',
    reasons: [reason],
    caveats: outcome === 'unknown' ? [reason.text] : [],
  };
}
