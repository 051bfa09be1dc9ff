import type { Terminal } from './terminal';
import { wrapWords } from './wrapWords';

export type Look = Pick<Terminal, 'columns' | 'colours'>;

/** A text as indented lines that fit the terminal. */
export function paragraph(
  text: string,
  indent: number,
  look: Look,
): readonly string[] {
  const width = (look.columns ?? Infinity) - indent;
  return wrapWords(text, width).map(line => ' '.repeat(indent) + line);
}
