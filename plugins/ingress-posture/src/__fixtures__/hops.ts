import { Evidence, Hop, Reason } from '@ingress-posture/engine';

/** A piece of evidence: object, field, value and, where it matters, resourceVersion. */
export const evidence = (
  object: string,
  field: string,
  value: string,
  resourceVersion?: string,
): Evidence => ({
  object,
  field,
  value,
  ...(resourceVersion && { resourceVersion }),
});

/** A reason with its evidence. */
export const reason = (text: string, ...proof: Evidence[]): Reason => ({
  text,
  evidence: proof,
});

/** An accepted hop with what differs. */
export function hop(
  given: Partial<Hop> & Pick<Hop, 'from' | 'to' | 'wire'>,
): Hop {
  const reasons = given.reasons ?? [];
  return {
    fromNode: 0,
    toNode: 1,
    addressing: 'external',
    address: null,
    port: null,
    host: null,
    protocol: 'HTTP',
    outcome: 'accepted',
    certainty: 'proven',
    caveats: [],
    counts: given.from !== 'client',
    arrivals: [],
    reasons,
    evidence: reasons.flatMap(({ evidence: proof }) => proof),
    ...given,
  };
}
