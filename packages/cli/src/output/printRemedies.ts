import type {
  Remedy,
  RemedyStep,
  ServicePosture,
} from '@ingress-posture/engine';
import { Look, paragraph } from './paragraph';
import { postureWord, serviceName } from './serviceCells';
import { paint } from './paint';

type Step = Omit<RemedyStep, 'after'> & Partial<Pick<RemedyStep, 'after'>>;

/** What of each step is printed besides. */
interface Detail {
  /** The lines that it changes. */
  readonly diff?: boolean;
}

/** Remedies of a service, whole. */
export function printRemedies(
  posture: ServicePosture,
  remedies: readonly Remedy[],
  look: Look,
  detail: Detail = {},
): string {
  const word = paint(posture.posture, look.colours, postureWord(posture));
  const blocks = [
    [
      `${serviceName(posture)}: ${word}`,
      ...paragraph(posture.sentence, 0, look),
    ],
    ...(remedies.length === 0 ? [[withoutRemedy(posture)]] : []),
    ...remedies.map(remedy => printWhole(remedy, look, detail)),
  ];
  return `${blocks.map(block => block.join('\n')).join('\n\n')}\n`;
}

/** What to say of a service that has no remedy. */
export function withoutRemedy({ posture }: ServicePosture): string {
  switch (posture) {
    case 'enforced':
    case 'permissive':
    case 'app-tls':
      return 'There is nothing to fix here.';
    case 'unknown':
      return 'Too little is known of it for a way out to be tried.';
    case 'rejected':
    case 'plaintext':
    case 'unmeshed':
      return 'No way out is known.';
    default:
      throw new Error(`Unknown posture: ${posture satisfies never}`);
  }
}

function printWhole(
  remedy: Remedy,
  look: Look,
  detail: Detail,
): readonly string[] {
  const { id, title, standing, reaches, missing, costs, steps } = remedy;
  const notes = [...(missing === undefined ? [] : [missing]), ...costs];
  return [
    ...paragraph(`${title} (${standing}, reaches ${reaches})`, 0, look),
    ...paragraph(`--remedy ${id}`, 2, look),
    ...notes.flatMap(note => paragraph(`- ${note}`, 2, look)),
    ...steps.flatMap((step, index) => printStep(step, index + 1, look, detail)),
  ];
}

/**
 * A step with what to run, what to look at then, and how to take it back. Commands are never wrapped; the diff beside
 * them is a comment to a shell.
 */
export function printStep(
  step: Step,
  number: number,
  look: Look,
  { diff: withDiff }: Detail = {},
): readonly string[] {
  const { title, command, verify, undo, managedBy, after, diff } = step;
  return [
    '',
    ...paragraph(
      after ? `${number}. ${title} (then: ${after})` : `${number}. ${title}`,
      2,
      look,
    ),
    ...(managedBy === undefined ? [] : paragraph(managedBy, 5, look)),
    ...(withDiff && diff
      ? diff.trimEnd().replace(/^/gm, '# ').split('\n')
      : []),
    ...(command === '' ? [] : [command]),
    `# shows ${verify.expect}: ${verify.command}`,
    `# back: ${undo}`,
  ];
}
