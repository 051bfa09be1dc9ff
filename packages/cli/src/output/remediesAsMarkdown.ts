import type {
  Remedy,
  RemedyStep,
  ServicePosture,
} from '@ingress-posture/engine';
import { document, fenced, list, text } from './markdown';
import { withoutRemedy } from './printRemedies';
import { postureWord, serviceName } from './serviceCells';

/** Remedies of a service, whole: for a ticket, or the pull request that carries one of them. */
export function remediesAsMarkdown(
  posture: ServicePosture,
  remedies: readonly Remedy[],
): string {
  return document([
    `## ${text(serviceName(posture))}: ${postureWord(posture)}`,
    text(posture.sentence),
    ...(remedies.length === 0 ? [withoutRemedy(posture)] : []),
    ...remedies.flatMap(remedyBlocks),
  ]);
}

function remedyBlocks({
  title,
  standing,
  reaches,
  missing,
  costs,
  steps,
}: Remedy): readonly string[] {
  const notes = [...(missing === undefined ? [] : [missing]), ...costs];
  return [
    `### ${text(title)}`,
    `${standing}, reaches ${reaches}`,
    list(notes.map(text)),
    ...steps.flatMap((step, index) => stepBlocks(step, `${index + 1}.`)),
  ];
}

/** A step with what to run, what to look at then, and how to take it back. */
export function stepBlocks(
  step: Omit<RemedyStep, 'after'> & Partial<Pick<RemedyStep, 'after'>>,
  number: string,
): readonly string[] {
  const { title, diff, command, verify, undo, managedBy, after } = step;
  const then = after ? ` (then: ${after})` : '';
  return [
    `**${number} ${text(title)}**${then}`,
    managedBy === undefined ? '' : text(managedBy),
    diff === undefined ? '' : fenced('diff', diff),
    command === '' ? '' : fenced('sh', command),
    `Shows ${text(verify.expect)}:`,
    fenced('sh', verify.command),
    'Back:',
    fenced('sh', undo),
  ];
}
