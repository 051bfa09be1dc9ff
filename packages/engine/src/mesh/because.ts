import type { Evidence, Reason } from '../posture/servicePosture';

/** A step of the chain that leads to a verdict. */
export function because(
  text: string,
  evidence: readonly Evidence[] = [],
  source?: string,
): Reason {
  return { text, evidence, ...(source !== undefined && { source }) };
}
