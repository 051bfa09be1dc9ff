import type {
  Remedy,
  RemedyStep,
  ServicePosture,
} from '@ingress-posture/engine';
import type { WrittenSteps } from './writeSteps';

/** The text of a pull request: what is changed and why, what remains to be done, how to look and to go back. */
export function describeRemedy(
  { cluster, service, sentence, posture }: ServicePosture,
  remedy: Remedy,
  steps: readonly RemedyStep[],
  { apart, manual }: WrittenSteps,
): string {
  return [
    `In the cluster ${cluster}: ${sentence}`,
    `With this change, the mTLS posture of \`${service.namespace}/${
      service.name
    }\` goes from \`${posture}\` to \`${remedy.reaches}\`. ${standing(remedy)}`,
    chapter('Steps', steps.map(describeStep)),
    chapter(
      'To do by hand, after it is applied',
      manual.map(({ title, command }) => `${title}\n\n${code(command)}`),
    ),
    chapter(
      'Not in this repository',
      apart.map(
        ({ title }) =>
          `${title}: its object is in none of the files, so the change stands in a kustomize component that has to be listed under \`components\`.`,
      ),
    ),
    chapter('What it costs', remedy.costs),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function standing({ standing: kind, missing }: Remedy): string {
  return kind === 'proven'
    ? 'Each step was tried on a copy of the cluster: none breaks a path of any service that works now.'
    : `This is advice that could not be tried: ${missing ?? 'unproven'}.`;
}

function describeStep(step: RemedyStep): string {
  const { title, verify, undo, managedBy, after } = step;
  return [
    after ? `${title} (then \`${after}\`)` : title,
    ...(managedBy ? [managedBy] : []),
    `Verify, ${verify.expect}:\n\n${code(verify.command)}`,
    `Take back:\n\n${code(undo)}`,
  ].join('\n\n');
}

function chapter(title: string, items: readonly string[]): string {
  const list = items.map(
    (item, index) => `${index + 1}. ${item.replace(/\n(?=.)/g, '\n   ')}`,
  );
  return items.length > 0 ? `## ${title}\n\n${list.join('\n\n')}` : '';
}

function code(command: string): string {
  return `\`\`\`sh\n${command}\n\`\`\``;
}
