import type {
  Remedy,
  RemedyStep,
  ServicePosture,
} from '@ingress-posture/engine';
import { Look, paragraph } from './paragraph';
import { postureWord, serviceName } from './serviceCells';
import { paint } from './paint';

type Step = Omit<RemedyStep, 'after'> & Partial<Pick<RemedyStep, 'after'>>;

/** Remedies of a service, whole. */
export function printRemedies(
  posture: ServicePosture,
  remedies: readonly Remedy[],
  look: Look,
): string {
  const word = paint(posture.posture, look.colours, postureWord(posture));
  const blocks = [
    [
      `${serviceName(posture)}: ${word}`,
      ...paragraph(posture.sentence, 0, look),
    ],
    ...(remedies.length === 0 ? [['There is nothing to fix here.']] : []),
    ...remedies.map(remedy => printWhole(remedy, look)),
  ];
  return `${blocks.map(block => block.join('\n')).join('\n\n')}\n`;
}

function printWhole(remedy: Remedy, look: Look): readonly string[] {
  const { id, title, standing, reaches, missing, costs, steps } = remedy;
  const notes = [...(missing === undefined ? [] : [missing]), ...costs];
  return [
    ...paragraph(`${title} (${standing}, reaches ${reaches})`, 0, look),
    ...paragraph(`--remedy ${id}`, 2, look),
    ...notes.flatMap(note => paragraph(`- ${note}`, 2, look)),
    ...steps.flatMap((step, index) => printStep(step, index + 1, look)),
  ];
}

/** A step with what to run, what to look at then, and how to take it back. Commands are never wrapped. */
export function printStep(
  step: Step,
  number: number,
  look: Look,
): readonly string[] {
  const { title, command, verify, undo, managedBy, after } = step;
  return [
    '',
    ...paragraph(
      after ? `${number}. ${title} (then: ${after})` : `${number}. ${title}`,
      2,
      look,
    ),
    ...(managedBy === undefined ? [] : paragraph(managedBy, 5, look)),
    ...(command === '' ? [] : [command]),
    `# shows ${verify.expect}: ${verify.command}`,
    `# back: ${undo}`,
  ];
}
