import type { Remedy, RemedyStep } from '@ingress-posture/engine';
import { Look, paragraph } from './paragraph';

/**
 * A remedy with its steps. Commands begin at the margin and are never wrapped: they are there to be
 * copied, and a here-document does not end at an indented mark.
 */
export function printRemedy(remedy: Remedy, look: Look): readonly string[] {
  const { title, standing, reaches, missing, costs, steps } = remedy;
  const notes = [...(missing === undefined ? [] : [missing]), ...costs];
  return [
    ...paragraph(`${title} (${standing}, reaches ${reaches})`, 2, look),
    ...notes.flatMap(note => paragraph(`- ${note}`, 4, look)),
    ...steps.flatMap((step, index) => printStep(step, index + 1, look)),
  ];
}

function printStep(
  step: RemedyStep,
  number: number,
  look: Look,
): readonly string[] {
  return [
    ...paragraph(`${number}. ${step.title}`, 4, look),
    ...(step.command === '' ? [] : ['', step.command, '']),
  ];
}
