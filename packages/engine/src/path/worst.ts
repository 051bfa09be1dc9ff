import type {
  Certainty,
  MtlsPosture,
  Outcome,
  Wire,
} from '../posture/servicePosture';

/** Orders for "the worst of": earlier is worse. */
const outcomes: readonly Outcome[] = [
  'rejected',
  'unroutable',
  'redirected',
  'unknown',
  'accepted',
];

const wires: readonly Wire[] = [
  'plaintext',
  'unknown',
  'none',
  'tls',
  'app-tls',
  'istio-mtls',
];

// `unknown` outranks what is good, never what is bad: it must not be shown as either.
const postures: readonly MtlsPosture[] = [
  'rejected',
  'plaintext',
  'unmeshed',
  'unknown',
  'app-tls',
  'permissive',
  'enforced',
];

const certainties: readonly Certainty[] = ['unknown', 'inferred', 'proven'];

function worstBy<T>(order: readonly T[], all: readonly T[], none: T): T {
  return order.find(one => all.includes(one)) ?? none;
}

export const worstOutcome = (all: readonly Outcome[]): Outcome =>
  worstBy(outcomes, all, 'unknown');

export const worstWire = (all: readonly Wire[]): Wire =>
  worstBy(wires, all, 'unknown');

export const worstPosture = (all: readonly MtlsPosture[]): MtlsPosture =>
  worstBy(postures, all, 'unknown');

export const worstCertainty = (all: readonly Certainty[]): Certainty =>
  worstBy(certainties, all, 'proven');

/** Sorts by posture, worst first. */
export function comparePosture(a: MtlsPosture, b: MtlsPosture): number {
  return postures.indexOf(a) - postures.indexOf(b);
}
