import type { ServicePosture } from '@ingress-posture/engine';
import { countPostures } from './countPostures';
import { paint } from './paint';
import type { Look } from './paragraph';
import { edgeTitles, postureWord, serviceName } from './serviceCells';
import { wrapWords } from './wrapWords';

type Row = (posture: ServicePosture) => readonly string[];

const HEAD = ['SERVICE', 'MODE', 'POSTURE', 'CERTAINTY', 'EDGES', 'SENTENCE'];
const POSTURE = HEAD.indexOf('POSTURE');
const GAP = '  ';
const NO_EDGE = '-';
/** In fewer columns than this a sentence is spelled rather than read. */
const NARROWEST_SENTENCE = 36;

/**
 * A row a service and a line of totals; where the terminal is too narrow for rows, a few lines a
 * service. What goes to a pipe is never wrapped, so that grep works.
 */
export function printTable(
  postures: readonly ServicePosture[],
  look: Look,
): string {
  const width = look.columns ?? Infinity;
  const widths = columnWidths(postures.map(factsOf));
  const left = width - widths.reduce((sum, one) => sum + one + GAP.length, 0);
  const row =
    left < NARROWEST_SENTENCE
      ? stacked(width, look.colours)
      : inColumns(widths, left, look.colours);
  const head = left < NARROWEST_SENTENCE ? [] : [cells(HEAD, widths)];
  const totals = wrapWords(countPostures(postures), width);
  return [...head, ...postures.flatMap(row), '', ...totals, ''].join('\n');
}

/** All cells but the sentence. */
function factsOf(posture: ServicePosture): readonly string[] {
  return [
    serviceName(posture),
    posture.mode,
    postureWord(posture),
    posture.certainty,
    edgeTitles(posture).join(', ') || NO_EDGE,
  ];
}

function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  return HEAD.slice(0, -1).map((title, column) =>
    Math.max(title.length, ...rows.map(row => row[column].length)),
  );
}

function inColumns(
  widths: readonly number[],
  left: number,
  colours: boolean,
): Row {
  return posture => {
    const [first = '', ...more] = wrapWords(posture.sentence, left);
    const facts = factsOf(posture).map((fact, at) => fact.padEnd(widths[at]));
    facts[POSTURE] = paint(posture.posture, colours, facts[POSTURE]);
    const blank = factsOf(posture).map(() => '');
    return [
      cells([...facts, first], widths),
      ...more.map(line => cells([...blank, line], widths)),
    ];
  };
}

function stacked(width: number, colours: boolean): Row {
  return posture => {
    const [name, mode, word, certainty, edges] = factsOf(posture);
    const painted = paint(posture.posture, colours, word);
    const facts = [painted, mode, certainty, edges].filter(
      fact => fact !== NO_EDGE,
    );
    return [
      name,
      `${GAP}${facts.join(', ')}`,
      ...wrapWords(posture.sentence, width - GAP.length).map(s => GAP + s),
    ];
  };
}

function cells(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join(GAP)
    .trimEnd();
}
