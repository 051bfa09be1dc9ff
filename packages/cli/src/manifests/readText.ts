import { parseManifests, type ManifestError } from '@ingress-posture/engine';
import { documentsIn, type DocumentPlace } from './documents';
import { parseFast, unusual } from './fastYaml';
import { hintOf } from './hintOf';
import { type JsonDocument, jsonDocuments } from './jsonDocuments';
import { itemsIn, type ItemPlace } from './listItems';
import { refusalOf } from './refusalOf';
import { isRead, type TopLevel, topLevelOf } from './topLevel';

/** Where an object stands: the text from `start` to `end` of its file, and its number in the list that stands there. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly item?: number;
}

/** Who takes what is read, as it is read: of a large cluster not all can be held at once. */
export interface Sink {
  readonly object: (object: unknown, place: Place) => void;
  readonly error: (error: ManifestError) => void;
}

/**
 * Hands over every Kubernetes object in a YAML or JSON text, and every error. Documents of kinds that no
 * rule reads are passed over unread; returns whether there were any.
 */
export function readText(content: string, file: string, taker: Sink): boolean {
  const text = plain(content);
  const sink = ofTaken(text, file, taker);
  if (text.includes('\u0000')) {
    const message = 'this is no text: it has bytes that are 0';
    sink.error({ file, document: 1, line: 1, message });
    return false;
  }
  if (readJson(text, file, sink)) return false;
  const documents = text.includes('\r') ? undefined : documentsIn(text);
  if (!documents) {
    readSlowly(text, file, { start: 0, end: text.length, number: 1 }, sink);
    return false;
  }
  let passed = false;
  for (const document of documents) {
    const top = topLevelOf(text, document.start, document.end);
    if (top && !isRead(top)) passed = true;
    else readDocument(text, file, document, top, sink);
  }
  return passed;
}

/** Hands on the objects that an API server would take, and of the others why it would not. */
function ofTaken(text: string, file: string, taker: Sink): Sink {
  const mayBeTemplate = text.includes('{{');
  let documents: readonly DocumentPlace[] | undefined;
  return {
    error: taker.error,
    object: (object, place) => {
      const message = refusalOf(object, mayBeTemplate);
      if (message === undefined) taker.object(object, place);
      else {
        documents ??= documentsIn(text) ?? [];
        taker.error({ file, ...whereIn(text, documents, place), message });
      }
    },
  };
}

/** The number of the document in which an object stands, and the line at which it begins. */
function whereIn(
  text: string,
  documents: readonly DocumentPlace[],
  { start, end }: Place,
) {
  const document = documents.find(one => one.start <= start && end <= one.end);
  const lead = /^\s*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return {
    document: document?.number ?? 1,
    line: linesBefore(text, start + lead) + 1,
  };
}

/** A text without the marks of Windows: of the encoding, and of the ends of lines. Places are those in this text. */
export function plain(content: string): string {
  const text = content.startsWith('\uFEFF') ? content.slice(1) : content;
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
}

const bareList = { apiVersion: 'v1', kind: 'List', items: [] };

/** Whether the text is JSON: one document, or several one after another. */
function readJson(text: string, file: string, sink: Sink): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  const documents = jsonDocuments(text);
  if (!documents) return false; // The YAML parser tells where it is broken.
  for (const [index, one] of documents.entries()) {
    const document = { ...one, number: index + 1 };
    if (!readJsonDocument(text, file, document, sink)) {
      readSlowly(text, file, document, sink);
    }
  }
  return true;
}

/** False where the YAML parser has to tell what it is; nothing was handed over then. */
function readJsonDocument(
  text: string,
  file: string,
  document: DocumentPlace & JsonDocument,
  sink: Sink,
): boolean {
  const { start, end, number, list } = document;
  const { inside, items } = list ?? { inside: { start: end, end }, items: [] };
  const around = text.slice(start, inside.start) + text.slice(inside.end, end);
  // What `jq .items` prints is a list that does not say so.
  const frame = around === '[]' ? bareList : parsed(around);
  if (!isNamed(frame)) return false;
  if (!frame.kind.endsWith('List')) {
    // Whatever `items` are of something that is no list, they are part of it.
    const whole = list ? parsed(text.slice(start, end)) : frame;
    if (whole !== undefined) sink.object(whole, { file, start, end });
    return whole !== undefined;
  }
  if (!Array.isArray(frame.items) || frame.items.length > 0) return false;
  for (const item of items) {
    const own = text.slice(item.start, item.end);
    const value = parsed(own);
    const { objects, errors } = isNamed(typed(value, frame))
      ? { objects: [value], errors: [] }
      : parseManifests(own, file);
    for (const object of objects) {
      sink.object(typed(object, frame), { file, ...item });
    }
    if (errors.length > 0) {
      tell(errors, number, linesBefore(text, item.start), sink);
    }
  }
  return true;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNamed(
  value: unknown,
): value is TopLevel & { readonly items?: unknown } {
  const { kind, apiVersion } = Object(value) as Partial<TopLevel>;
  return typeof kind === 'string' && typeof apiVersion === 'string';
}

function readDocument(
  text: string,
  file: string,
  document: DocumentPlace,
  top: TopLevel | undefined,
  sink: Sink,
): void {
  const { start, end } = document;
  if (top?.kind.endsWith('List')) {
    const items = itemsIn(text, start, end);
    if (items) {
      readItems(text, file, document, top, items, sink);
      return;
    }
  }
  const value = parseFast(text, start, end);
  if (value === null) return;
  if (value === unusual || !isObject(value)) {
    readSlowly(text, file, document, sink);
    return;
  }
  sink.object(value, { file, start, end });
}

/** Reads a list item by item, so that a broken one keeps nobody from the others. */
function readItems(
  text: string,
  file: string,
  document: DocumentPlace,
  list: TopLevel,
  items: readonly ItemPlace[],
  sink: Sink,
): void {
  let count = 0;
  const hand = (object: unknown, item: ItemPlace) => {
    count += 1;
    sink.object(typed(object, list), { file, ...item, item: 0 });
  };
  for (const item of items) {
    const read = parseFast(text, item.start, item.end);
    if (Array.isArray(read)) {
      hand(read[0], item);
      continue;
    }
    // An item alone is a document, once its dash is a space.
    const own = text.slice(item.start, item.end).replace('-', ' ');
    const { objects, errors } = parseManifests(own, file);
    const isAliased = errors.some(({ message }) => /alias/i.test(message));
    if (isAliased && readRest(text, file, document, count, sink)) return;
    for (const object of objects) hand(object, item);
    tell(errors, document.number, linesBefore(text, item.start), sink);
  }
}

/** Hands over what stands behind the first objects of a list whose items refer to each other; false where it is broken. */
function readRest(
  text: string,
  file: string,
  { start, end }: DocumentPlace,
  count: number,
  sink: Sink,
): boolean {
  const { objects, errors } = parseManifests(text.slice(start, end), file);
  if (errors.length > 0) return false;
  objects.forEach((object, index) => {
    if (index >= count) sink.object(object, { file, start, end, item: index });
  });
  return true;
}

function tell(
  errors: readonly ManifestError[],
  document: number,
  linesAbove: number,
  sink: Sink,
): void {
  for (const error of errors) {
    sink.error({ ...error, document, line: error.line + linesAbove });
  }
}

/** Items of a typed list, such as a PodList, do not say what they are. */
function typed(item: unknown, { apiVersion, kind }: TopLevel): unknown {
  const own = kind.slice(0, -'List'.length);
  return own === '' || typeof Object(item).kind === 'string'
    ? item
    : { apiVersion, kind: own, ...Object(item) };
}

function isObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, apiVersion } = value as {
    kind?: unknown;
    apiVersion?: unknown;
  };
  return (
    typeof kind === 'string' &&
    typeof apiVersion === 'string' &&
    kind !== '' &&
    apiVersion !== '' &&
    !kind.endsWith('List')
  );
}

/** By the library, which reads all of YAML and tells what is wrong. */
function readSlowly(
  text: string,
  file: string,
  { start, end, number }: DocumentPlace,
  sink: Sink,
): void {
  const own = text.slice(start, end);
  const { objects, errors } = parseManifests(own, file);
  const isOne = objects.length === 1;
  objects.forEach((object, index) =>
    sink.object(object, { file, start, end, ...(!isOne && { item: index }) }),
  );
  if (errors.length === 0) return;
  const before = linesBefore(text, start);
  const hint = hintOf(own);
  for (const error of errors) {
    sink.error({
      ...error,
      document: error.document + number - 1,
      line: error.line + before,
      message: `${error.message.split('\n')[0]}${hint}`,
    });
  }
}

/** Where lines were last counted up to: errors come in the order of the text, and may be thousands. */
let counted = { text: '', offset: 0, lines: 0 };

/** Lines that end before an offset. */
function linesBefore(text: string, offset: number): number {
  const goesOn = counted.text === text && counted.offset <= offset;
  let lines = goesOn ? counted.lines : 0;
  let at = text.indexOf('\n', goesOn ? counted.offset : 0);
  while (at >= 0 && at < offset) {
    lines += 1;
    at = text.indexOf('\n', at + 1);
  }
  counted = { text, offset, lines };
  return lines;
}
