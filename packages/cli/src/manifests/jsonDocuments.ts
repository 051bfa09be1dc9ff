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

/** What is in a list, and where the letters between its brackets stand. */
export interface ItemSpans {
  readonly inside: Span;
  readonly items: readonly Span[];
}

/** A document, and its `items` or, where it is a list that stands alone, what is in it. */
export interface JsonDocument extends Span {
  readonly list?: ItemSpans;
}

/**
 * The objects and lists that stand one after another in a text, as kubectl takes them and `jq '.items[]'` prints
 * them; undefined where anything else stands there, too.
 */
export function jsonDocuments(
  text: string,
): readonly JsonDocument[] | undefined {
  const found: JsonDocument[] = [];
  let at = past(text, 0);
  while (at < text.length) {
    const document = documentFrom(text, at);
    if (!document) return undefined;
    found.push(document);
    at = past(text, document.end);
  }
  return found.length > 0 ? found : undefined;
}

function documentFrom(text: string, start: number): JsonDocument | undefined {
  const first = text.charCodeAt(start);
  if (first !== OPEN_MAP && first !== OPEN_LIST) return undefined;
  const read =
    first === OPEN_MAP ? mapFrom(text, start) : listFrom(text, start);
  if (read) return read;
  // Not written as JSON is, yet its brackets may tell where it ends.
  const end = endOf(text, start);
  return end < 0 ? undefined : { start, end };
}

function listFrom(text: string, start: number): JsonDocument | undefined {
  const list = spansIn(text, start);
  return list && { start, end: list.inside.end + 1, list };
}

function mapFrom(text: string, start: number): JsonDocument | undefined {
  let list: ItemSpans | undefined;
  let at = past(text, start + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = endOf(text, at);
    const colon = past(text, keyEnd);
    if (keyEnd < 0 || text.charCodeAt(colon) !== COLON) return undefined;
    const value = past(text, colon + 1);
    const isItems = !list && text.slice(at, keyEnd) === '"items"';
    const items = isItems ? spansIn(text, value) : undefined;
    list ??= items;
    const end = items ? items.inside.end + 1 : endOf(text, value);
    if (end <= value) return undefined;
    at = past(text, end);
    if (text.charCodeAt(at) !== COMMA) break;
    at = past(text, at + 1);
  }
  if (text.charCodeAt(at) !== CLOSE_MAP) return undefined;
  return { start, end: at + 1, ...(list && { list }) };
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
