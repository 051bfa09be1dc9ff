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
  const { counts, sentence, breaks, stillPermissive, order, caveats } = preview;
  const blocks = [
    [
      ...paragraph(sentence, 0, look),
      `${counts.services} ${counts.services === 1 ? 'service' : 'services'}: ${
        counts.strict
      } accept mTLS only, ${counts.ready} could, ${
        counts.breaking
      } would break, ${
        counts.apart
      } stand apart: outside the mesh, or not known.`,
      ...caveats.flatMap(caveat => paragraph(`(${caveat})`, 0, look)),
    ],
    section(
      'Would break (fix NAMESPACE/NAME prints the ways out of one)',
      breaks,
      one => printBroken(one, look),
    ),
    section('Still take plaintext', stillPermissive, one =>
      paragraph(printOpen(one), 2, look),
    ),
    section('A safe order', order, one => printStage(one, look)),
  ];
  const text = blocks.filter(block => block.length > 0);
  return `${text.map(block => block.join('\n')).join('\n\n')}\n`;
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

function printOpen(one: StillPermissive): string {
  const { service, port, mode, policy, sentence } = one;
  const by = policy === null ? 'by default' : `by ${policy}`;
  return `${service.namespace}/${service.name} port ${port}, ${mode} ${by}: ${sentence}`;
}

const words: Readonly<Record<RolloutStage['standing'], string>> = {
  done: 'done',
  ready: 'ready',
  'with-exceptions': 'with exceptions',
  blocked: 'blocked',
};

function printStage(stage: RolloutStage, look: Look): readonly string[] {
  const { namespace, standing, sentence, steps } = stage;
  const title = namespace === null ? 'The mesh' : `Namespace ${namespace}`;
  return [
    ...paragraph(`${title}: ${words[standing]}. ${sentence}`, 2, look),
    ...steps.flatMap((step, index) => printStep(step, index + 1, look)),
    ...(steps.length > 0 ? [''] : []),
  ];
}
