/** One YAML document: where it stands in its file. */
export interface DocumentPlace {
  readonly start: number;
  readonly end: number;
  /** Number in the file, from 1. */
  readonly number: number;
}

/**
 * Where the documents of a YAML text stand; undefined where that takes a YAML parser to tell (directives,
 * marks of a document's end). A line of three dashes begins a document wherever it stands: YAML 1.2, 9.1.2.
 */
export function documentsIn(
  text: string,
): readonly DocumentPlace[] | undefined {
  if (/^(?:%|\.\.\.)/.test(text)) return undefined;
  if (text.includes('\n%') || text.includes('\n...')) return undefined;
  const found: DocumentPlace[] = [];
  let start = 0;
  while (start <= text.length) {
    const mark = nextMark(text, start);
    const end = mark < 0 ? text.length : mark;
    // What stands before the first mark is a document only if it says something.
    if (start > 0 || says(text, start, end)) {
      found.push({ start, end, number: found.length + 1 });
    }
    if (mark < 0) break;
    start = mark + 3;
  }
  return found;
}

/** Where the next line of three dashes begins, at or after `from`; -1 where there is none. */
function nextMark(text: string, from: number): number {
  if (from === 0 && isMark(text, 0)) return 0;
  let at = text.indexOf('\n---', from);
  while (at >= 0 && !isMark(text, at + 1)) at = text.indexOf('\n---', at + 1);
  return at < 0 ? -1 : at + 1;
}

function isMark(text: string, at: number): boolean {
  if (!text.startsWith('---', at)) return false;
  const after = text[at + 3];
  return (
    after === undefined || after === '\n' || after === ' ' || after === '\t'
  );
}

/** Whether there is anything but comments and empty lines. */
function says(text: string, start: number, end: number): boolean {
  return /^[ \t]*[^#\s]/m.test(text.slice(start, end));
}
