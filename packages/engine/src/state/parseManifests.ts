import {
  Document,
  isCollection,
  isNode,
  LineCounter,
  parseAllDocuments,
  visit,
} from 'yaml';
import { items, text } from './read';

/** Something in a manifest that a person has to mend. */
export interface ManifestError {
  /** Name of the file as it was handed in. */
  readonly file: string;
  /** Document in the file, from 1. */
  readonly document: number;
  /** Line in the file, from 1. */
  readonly line: number;
  readonly message: string;
}

/** What a manifest holds. The objects of its sound documents are there even when others are broken. */
export interface Manifests {
  readonly objects: readonly unknown[];
  /** Where each object begins, from 1; an item of a list, where the list does. */
  readonly lines: readonly number[];
  readonly errors: readonly ManifestError[];
}

/**
 * The Kubernetes objects in a YAML or JSON text of any number of documents. Lists are opened.
 * Mappings that are not meant for Kubernetes (Helm values, for example) are passed over.
 */
export function parseManifests(content: string, file: string): Manifests {
  const json = parseJson(content);
  if (json !== undefined)
    return readDocument(json, { file, document: 1, line: 1 });
  const lines = new LineCounter();
  const documents = parseAllDocuments(content, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error', // Odd keys are no reason to write to somebody's standard error.
    merge: true, // `<<` is no YAML 1.2, but kubectl takes it.
  });
  const read = [...documents].map((document, index) => {
    const lineAt = (offset: number) => lines.linePos(offset).line || 1;
    return parseDocument(document, { file, document: index + 1 }, lineAt);
  });
  return {
    objects: read.flatMap(one => one.objects),
    lines: read.flatMap(one => one.lines),
    errors: read.flatMap(one => one.errors),
  };
}

type Place = Omit<ManifestError, 'message'>;

const nothing: Manifests = { objects: [], lines: [], errors: [] };

/** JSON of a large cluster is read many times faster than as YAML. Undefined when it is none. */
function parseJson(content: string): unknown {
  if (!/^\s*[{[]/.test(content)) return undefined;
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // The YAML parser tells where it is broken.
  }
}

function parseDocument(
  document: Document.Parsed,
  place: Omit<Place, 'line'>,
  lineAt: (offset: number) => number,
): Manifests {
  const [broken] = document.errors;
  if (broken) return failed({ ...place, line: lineAt(broken.pos[0]) }, broken);
  const start = isNode(document.contents) ? document.contents.range?.[0] : 0;
  const line = lineAt(start ?? 0);
  const within = selfIn(document);
  if (within) {
    const message = `Anchor '${within.anchor}' contains itself`;
    return failed({ ...place, line: lineAt(within.offset) }, message);
  }
  try {
    return readDocument(document.toJS(), { ...place, line });
  } catch (error) {
    return failed({ ...place, line }, error); // Aliases that lead nowhere or explode.
  }
}

/** An alias within what it stands for: no JSON can say that, and no API server takes it. */
function selfIn(document: Document.Parsed) {
  let found: { readonly anchor: string; readonly offset: number } | undefined;
  visit(document, {
    Alias: (_, alias, above) => {
      const { source: anchor, range } = alias;
      const named = above.filter(
        one => isCollection(one) && one.anchor === anchor,
      );
      // An anchor may be set anew within; to resolve it takes a walk through all before it.
      const isSelf =
        named.length > 0 && named.some(one => one === alias.resolve(document));
      if (isSelf) found = { anchor, offset: range?.[0] ?? 0 };
      return isSelf ? visit.BREAK : undefined;
    },
  });
  return found;
}

function readDocument(value: unknown, place: Place): Manifests {
  if (value === null) return nothing;
  if (typeof value !== 'object' || Array.isArray(value)) {
    return failed(place, 'expected a Kubernetes object, a mapping');
  }
  const kind = text(value, 'kind');
  const apiVersion = text(value, 'apiVersion');
  if (!kind && !apiVersion) return nothing;
  if (!kind) return failed(place, 'a Kubernetes object needs a kind');
  if (!apiVersion) return failed(place, `${kind} needs an apiVersion`);
  const isList = isListOf(value, kind);
  if (kind === 'List' && !isList)
    return failed(place, 'a List needs items, a list of objects');
  const objects = isList ? openList(value, kind, apiVersion) : [value];
  return { objects, lines: objects.map(() => place.line), errors: [] };
}

/** Go writes a list without items as null. */
function isListOf(value: object, kind: string): boolean {
  if (!kind.endsWith('List') || !('items' in value)) return false;
  return value.items === null || Array.isArray(value.items);
}

/** Items of a typed list, such as a PodList, carry neither kind nor apiVersion. */
function openList(
  list: unknown,
  kind: string,
  apiVersion: string,
): readonly unknown[] {
  const typed = { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items(list, 'items').map(item =>
    typed.kind === '' || text(item, 'kind')
      ? item
      : { ...typed, ...Object(item) },
  );
}

function failed(place: Place, cause: unknown): Manifests {
  return { ...nothing, errors: [{ ...place, message: messageOf(cause) }] };
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // The stack is what the parser runs out of.
  return 'code' in cause && cause.code === 'RESOURCE_EXHAUSTION'
    ? 'nested too deeply to be read'
    : cause.message;
}
