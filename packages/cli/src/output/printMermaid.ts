import type { ServicePosture } from '@ingress-posture/engine';
import { type Drawn, drawingOf } from './diagram/drawingOf';

const arrows: Readonly<Record<Drawn['links'][number]['look'], string>> = {
  mtls: '==>',
  tls: '-->',
  plaintext: '-.->',
  unknown: '-.-',
  blocked: '--x',
};

/** The paths of services as a Mermaid flowchart: a box each thing, a line each connection. */
export function printMermaid(postures: readonly ServicePosture[]): string {
  const { nodes, links } = drawingOf(postures);
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  return [
    'flowchart LR',
    ...nodes.map(node => `  ${ids.get(node.id)}${box(node)}`),
    ...links.map(
      ({ from, to, captions, label, look }) =>
        `  ${ids.get(from)} ${arrows[look]}|${quoted([
          ...captions,
          label,
        ])}| ${ids.get(to)}`,
    ),
    '  classDef mesh fill:#f0f8f3,stroke:#8cc5a5',
    ...classes(nodes, ids),
    ...links.flatMap(({ look }, index) =>
      look === 'blocked'
        ? [`  linkStyle ${index} stroke:#b3261e,color:#b3261e`]
        : [],
    ),
    '',
  ].join('\n');
}

function box({ role, title, lines }: Drawn['nodes'][number]): string {
  const content = quoted([title, ...lines]);
  return role === 'client' ? `([${content}])` : `[${content}]`;
}

function classes(
  nodes: Drawn['nodes'],
  ids: ReadonlyMap<string, string>,
): readonly string[] {
  const inMesh = nodes.filter(one => one.inMesh).map(one => ids.get(one.id));
  return inMesh.length === 0 ? [] : [`  class ${inMesh.join(',')} mesh`];
}

/** Text in Mermaid's quotes; what would end or mark it up is written as a number. */
function quoted(lines: readonly string[]): string {
  const safe = lines.map(line =>
    line
      // A value from a manifest can have lines of its own; a line of Mermaid is a statement.
      .replace(/\s+/g, ' ')
      .replace(/["<>#&`]/g, one => `#${one.charCodeAt(0)};`),
  );
  return `"${safe.join('<br/>')}"`;
}
