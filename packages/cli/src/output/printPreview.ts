import type {
  BrokenService,
  RolloutStage,
  StillPermissive,
  StrictPreview,
} from '@ingress-posture/engine';
import { Look, paragraph } from './paragraph';
import { printStep } from './printRemedies';

/** A STRICT preview, from what breaks to the order in which nothing does. */
export function printPreview(preview: StrictPreview, look: Look): string {
  const { sentence, breaks, stillPermissive, order, caveats } = preview;
  const blocks = [
    [
      ...paragraph(sentence, 0, look),
      countsSentence(preview),
      ...caveats.flatMap(caveat => paragraph(`(${caveat})`, 0, look)),
    ],
    section(
      'Would break (fix NAMESPACE/NAME prints the ways out of one)',
      breaks,
      one => printBroken(one, look),
    ),
    section('Still take plaintext', stillPermissive, one =>
      paragraph(openSentence(one), 2, look),
    ),
    section('A safe order', order, one => printStage(one, look)),
  ];
  const text = blocks.filter(block => block.length > 0);
  return `${text.map(block => block.join('\n')).join('\n\n')}\n`;
}

/** How many services accept what now. */
export function countsSentence({ counts }: StrictPreview): string {
  const { services, strict, ready, breaking, apart } = counts;
  return `${services} ${
    services === 1 ? 'service' : 'services'
  }: ${strict} accept mTLS only, ${ready} could, ${breaking} would break, ${apart} stand apart: outside the mesh, or not known.`;
}

function section<T>(
  title: string,
  items: readonly T[],
  print: (item: T) => readonly string[],
): readonly string[] {
  return items.length === 0 ? [] : [title, ...items.flatMap(print)];
}

function printBroken(one: BrokenService, look: Look): readonly string[] {
  const { service, paths, ports, remedies } = one;
  const except =
    ports.length === 0 ? '' : ` (port ${ports.join(', ')} to except)`;
  return [
    `  ${service.namespace}/${service.name}${except}`,
    ...paths.flatMap(path => paragraph(`- ${path.sentence}`, 4, look)),
    ...(remedies ?? []).flatMap(({ title, standing, reaches }) =>
      paragraph(`${title} (${standing}, reaches ${reaches})`, 6, look),
    ),
  ];
}

/** What still takes plaintext on a port, and by which policy. */
export function openSentence(one: StillPermissive): string {
  const { service, port, mode, policy, sentence } = one;
  const by = policy === null ? 'by default' : `by ${policy}`;
  return `${service.namespace}/${service.name} port ${port}, ${mode} ${by}: ${sentence}`;
}

/** What a stage of the safe order is, in words. */
export const standings: Readonly<Record<RolloutStage['standing'], string>> = {
  done: 'done',
  ready: 'ready',
  'with-exceptions': 'with exceptions',
  blocked: 'blocked',
};

function printStage(stage: RolloutStage, look: Look): readonly string[] {
  const { namespace, standing, sentence, steps } = stage;
  const title = namespace === null ? 'The mesh' : `Namespace ${namespace}`;
  return [
    ...paragraph(`${title}: ${standings[standing]}. ${sentence}`, 2, look),
    ...steps.flatMap((step, index) => printStep(step, index + 1, look)),
    ...(steps.length > 0 ? [''] : []),
  ];
}
