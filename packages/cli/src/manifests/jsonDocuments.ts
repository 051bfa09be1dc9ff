// Where values stand in a JSON text, found without reading them: each is then read alone, and let go. A large list
// that is read at once is moved about by the garbage collector for longer than it takes to read.

const [QUOTE, COMMA, COLON, BACKSLASH] = [34, 44, 58, 92];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [91, 93, 123, 125];
const SPACE = 32;

/** From the first letter of a value to behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A document that holds a list of the API: what is in it, and where the letters between its brackets stand. */
export interface ItemSpans {
  readonly inside: Span;
  readonly items: readonly Span[];
}

/**
 * The objects and lists that stand one after another in a text, as kubectl takes them and `jq '.items[]'` prints
 * them; undefined where anything else stands there, too.
 */
export function jsonDocuments(text: string): readonly Span[] | undefined {
  const found: Span[] = [];
  let at = past(text, 0);
  while (at < text.length) {
    const first = text.charCodeAt(at);
    if (first !== OPEN_MAP && first !== OPEN_LIST) return undefined;
    const end = endOf(text, at);
    if (end < 0) return undefined;
    found.push({ start: at, end });
    at = past(text, end);
  }
  return found.length > 0 ? found : undefined;
}

/**
 * The `items` of a document, or what is in a list that stands alone; undefined where there are none, or where they
 * are not written as JSON is.
 */
export function itemSpans(
  text: string,
  { start, end }: Span,
): ItemSpans | undefined {
  if (text.charCodeAt(start) === OPEN_LIST) return spansIn(text, start);
  let at = past(text, start + 1);
  while (at < end && text.charCodeAt(at) === QUOTE) {
    const keyEnd = endOf(text, at);
    const value = past(text, past(text, keyEnd) + 1);
    if (text.charCodeAt(past(text, keyEnd)) !== COLON) return undefined;
    if (text.slice(at, keyEnd) === '"items"') return spansIn(text, value);
    const valueEnd = endOf(text, value);
    if (valueEnd < 0) return undefined;
    at = past(text, past(text, valueEnd) + 1);
  }
  return undefined;
}

function spansIn(text: string, list: number): ItemSpans | undefined {
  if (text.charCodeAt(list) !== OPEN_LIST) return undefined;
  const items: Span[] = [];
  let at = past(text, list + 1);
  while (text.charCodeAt(at) !== CLOSE_LIST) {
    const end = endOf(text, at);
    if (end <= at) return undefined;
    items.push({ start: at, end });
    at = past(text, end);
    if (text.charCodeAt(at) !== COMMA) break;
    at = past(text, at + 1);
  }
  if (text.charCodeAt(at) !== CLOSE_LIST) return undefined;
  return { inside: { start: list + 1, end: at }, items };
}

/** The next place that is not white. */
function past(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= SPACE) at += 1;
  return at;
}

/** Behind the last letter of the value that begins here; -1 where it never ends. */
function endOf(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === QUOTE) return endOfText(text, from);
  if (first !== OPEN_MAP && first !== OPEN_LIST) return endOfWord(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === QUOTE) {
      at = endOfText(text, at) - 1;
      if (at < 0) return -1;
    } else if (letter === OPEN_MAP || letter === OPEN_LIST) {
      depth += 1;
    } else if (letter === CLOSE_MAP || letter === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function endOfText(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at < 0 ? -1 : at + 1;
}

/** Whether an odd number of backslashes stands before a letter. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\w.+-]/.test(text[at])) at += 1;
  return at;
}
