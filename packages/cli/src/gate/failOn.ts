import { findingCodes } from '@ingress-posture/engine';
import { UsageError } from '../usage/usageError';
import { postures, type Problem, severities } from './problems';

/** Whether a problem is one to fail for. */
export type Gate = (problem: Problem) => boolean;

/** All that --fail-on can name. */
export const gateNames: readonly string[] = [
  ...severities,
  ...postures,
  'unknown',
  ...findingCodes,
];

/**
 * What --fail-on names: severities (with the graver ones), postures (with the worse ones; `unknown` by itself)
 * and codes of findings, with commas or given again.
 */
export function gateOf(asked: readonly string[]): Gate {
  const gates = asked
    .flatMap(one => one.split(','))
    .map(one => one.trim())
    .filter(Boolean)
    .map(one => gateFor(one));
  // Such as a variable of a pipeline that is not set: it would fail for nothing ever.
  if (asked.length > 0 && gates.length === 0) {
    throw new UsageError('--fail-on names nothing to fail for');
  }
  return problem => gates.some(gate => gate(problem));
}

function gateFor(name: string): Gate {
  const severity = severities.findIndex(one => one === name);
  if (severity >= 0) {
    const those = severities.slice(0, severity + 1);
    return ({ finding }) =>
      finding !== undefined && those.includes(finding.severity);
  }
  if (name === 'unknown') return ({ posture }) => posture === 'unknown';
  const posture = postures.findIndex(one => one === name);
  if (posture >= 0) {
    const those = postures.slice(0, posture + 1);
    return problem =>
      problem.posture !== undefined && those.includes(problem.posture);
  }
  const code = findingCodes.find(one => one === name.toUpperCase());
  if (code) return ({ finding }) => finding?.code === code;
  throw new UsageError(
    `--fail-on ${name}: expected a severity (${severities.join(
      ', ',
    )}), a posture (${postures.join(
      ', ',
    )}, unknown) or the code of a finding, such as ${findingCodes[0]}`,
  );
}
