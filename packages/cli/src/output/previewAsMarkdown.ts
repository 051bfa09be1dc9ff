import type {
  BrokenService,
  RolloutStage,
  StrictPreview,
} from '@ingress-posture/engine';
import { document, list, text } from './markdown';
import { countsSentence, openSentence, standings } from './printPreview';
import { stepBlocks } from './remediesAsMarkdown';

/** A STRICT preview with its safe order as a list to tick off: for the ticket of a roll-out. */
export function previewAsMarkdown(preview: StrictPreview): string {
  const { sentence, breaks, stillPermissive, order, caveats } = preview;
  return document([
    '## STRICT preview',
    text(sentence),
    countsSentence(preview),
    ...caveats.map(caveat => `> ${text(caveat)}`),
    ...section('Would break', breaks.map(brokenItem).join('\n')),
    ...section(
      'Still take plaintext',
      list(stillPermissive.map(one => text(openSentence(one)))),
    ),
    ...section('A safe order', order.map(stageBlock).join('\n\n')),
  ]);
}

function section(title: string, content: string): readonly string[] {
  return content === '' ? [] : [`### ${title}`, content];
}

function brokenItem(one: BrokenService): string {
  const { service, paths, ports, remedies } = one;
  const except =
    ports.length === 0 ? '' : ` (port ${ports.join(', ')} to except)`;
  const nested = [
    ...paths.map(path => text(path.sentence)),
    ...(remedies ?? []).map(
      ({ title, standing, reaches }) =>
        `Way out: ${text(title)} (${standing}, reaches ${reaches})`,
    ),
  ];
  return [
    `- **${text(`${service.namespace}/${service.name}`)}**${except}`,
    ...nested.map(line => `  - ${line}`),
  ].join('\n');
}

function stageBlock(stage: RolloutStage): string {
  const { namespace, standing, sentence, steps } = stage;
  const title = namespace === null ? 'The mesh' : `Namespace ${namespace}`;
  const box = standing === 'done' ? '[x]' : '[ ]';
  const blocks = [
    `- ${box} **${text(title)}**: ${standings[standing]}. ${text(sentence)}`,
    ...steps.flatMap((step, index) => stepBlocks(step, `${index + 1}.`)),
  ];
  // What belongs to an item of a list stands two columns in.
  return blocks
    .filter(Boolean)
    .join('\n\n')
    .replace(/\n(?=[^\n])/g, '\n  ');
}
