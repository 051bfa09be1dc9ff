import type { ServicePosture } from '@ingress-posture/engine';
import { countPostures } from './countPostures';
import { paint } from './paint';
import { edgeTitles, postureWord, serviceName } from './serviceCells';
import type { Terminal } from './terminal';
import { wrapWords } from './wrapWords';

const HEAD = ['SERVICE', 'MODE', 'POSTURE', 'CERTAINTY', 'EDGES'];
const POSTURE = HEAD.indexOf('POSTURE');
const GAP = '  ';
/** In fewer columns than this a sentence is spelled rather than read. */
const NARROWEST_SENTENCE = 36;

/**
 * A line a service and a line of totals. The sentence stands in the last column, or below where
 * the terminal is too narrow for that. What goes to a pipe is never wrapped, so that grep works.
 */
export function printTable(
  postures: readonly ServicePosture[],
  { columns = Infinity, colours }: Pick<Terminal, 'columns' | 'colours'>,
): string {
  const rows = postures.map(cellsOf);
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...rows.map(row => row[column].length)),
  );
  const used = widths.reduce((sum, width) => sum + width + GAP.length, 0);
  const below = columns - used < NARROWEST_SENTENCE;
  const indent = below ? GAP : ' '.repeat(used);
  const lines = postures.flatMap((posture, index) => {
    const cells = pad(rows[index], widths);
    cells[POSTURE] = paint(posture.posture, colours, cells[POSTURE]);
    const facts = cells.join(GAP);
    const sentence = wrapWords(posture.sentence, columns - indent.length);
    if (below) return [facts.trimEnd(), ...sentence.map(s => indent + s)];
    const [first = '', ...more] = sentence;
    return [`${facts}${GAP}${first}`.trimEnd(), ...more.map(s => indent + s)];
  });
  const head = [...pad(HEAD, widths), ...(below ? [] : ['SENTENCE'])];
  return [
    head.join(GAP).trimEnd(),
    ...lines,
    '',
    ...wrapWords(countPostures(postures), columns),
    '',
  ].join('\n');
}

function cellsOf(posture: ServicePosture): readonly string[] {
  return [
    serviceName(posture),
    posture.mode,
    postureWord(posture),
    posture.certainty,
    edgeTitles(posture).join(', ') || '-',
  ];
}

function pad(cells: readonly string[], widths: readonly number[]): string[] {
  return cells.map((cell, column) => cell.padEnd(widths[column]));
}
