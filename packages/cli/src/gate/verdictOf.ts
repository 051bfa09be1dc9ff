import type { ServicePosture } from '@ingress-posture/engine';
import type { Baseline } from './baseline';
import type { Gate } from './failOn';
import { type Problem, problemsOf } from './problems';

/** What a pipeline makes of an answer. */
export interface GateVerdict {
  readonly problems: readonly Problem[];
  /** Those that the gate is about. */
  readonly failing: readonly Problem[];
  /** Keys of the problems that the baseline knows; undefined where there is none. */
  readonly known: Baseline | undefined;
}

export function verdictOf(
  postures: readonly ServicePosture[],
  gate: Gate,
  known: Baseline | undefined,
): GateVerdict {
  const problems = problemsOf(postures);
  const failing = problems.filter(
    problem => gate(problem) && !known?.has(problem.key),
  );
  return { problems, failing, known };
}

/** "2 new problems fail this run:", and a line each. */
export function describeFailing({ failing, known }: GateVerdict): string {
  const word = known ? 'new problem' : 'problem';
  const head =
    failing.length === 1
      ? `1 ${word} fails this run:`
      : `${failing.length} ${word}s fail this run:`;
  const shown = failing.slice(0, 20).map(one => `  ${describe(one)}`);
  const more =
    failing.length > shown.length
      ? [`  and ${failing.length - shown.length} more`]
      : [];
  return `${[head, ...shown, ...more].join('\n')}\n`;
}

function describe({ service, posture, finding, key }: Problem): string {
  if (finding) return `${key}: ${finding.title}`;
  return `${service} is ${posture}`;
}
