import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
} from 'yaml';
import type { NumberedText } from './numberedText';
import type { Place } from './readText';

/** Documents that are larger than this are not read once more for the sake of a line. */
const largest = 4 * 2 ** 20;

/**
 * The line of a field ("spec.containers[istio-proxy].args") of the object at a place, as far as its path can be
 * followed: a field that is absent is at fault where it would stand.
 */
export function lineOf(
  text: NumberedText,
  place: Place,
  field: string,
): number {
  const { start, end, item } = place;
  const before = text.linesBefore(start);
  if (end - start > largest) return before + 1;
  const lines = new LineCounter();
  const [document] = parseAllDocuments(text.content.slice(start, end), {
    lineCounter: lines,
    prettyErrors: false,
  });
  const root = itemOf(document?.contents as Node | null | undefined, item);
  const node = follow(root, partsOf(field));
  const offset = node?.range?.[0] ?? 0;
  return before + Math.max(1, lines.linePos(offset).line);
}

/** Of a list of the API, or of the part of one that stands alone, an item. */
function itemOf(root: Node | null | undefined, item: number | undefined) {
  if (item === undefined) return root;
  const items = isMap(root) ? root.get('items', true) : root;
  return isSeq(items) ? (items.items[item] as Node) : root;
}

/** "metadata.annotations[a.b/c].x" as metadata, annotations, a.b/c, x. */
export function partsOf(field: string): readonly string[] {
  return [...field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(
    ([, inside, plain]) => inside ?? plain,
  );
}

/** The deepest node on a path: the key of a mapping where there is one, so that the line is that of the key. */
function follow(
  root: Node | null | undefined,
  parts: readonly string[],
): Node | undefined {
  let here: Node | null | undefined = root;
  let found: Node | undefined = here ?? undefined;
  for (const part of parts) {
    const next = stepInto(here, part);
    if (!next) break;
    found = next.at ?? found;
    here = next.value;
  }
  return found;
}

interface Step {
  readonly at: Node | undefined;
  readonly value: Node | undefined;
}

function stepInto(
  node: Node | null | undefined,
  part: string,
): Step | undefined {
  if (isMap(node)) {
    const pair = node.items.find(one => keyOf(one) === part);
    return pair && { at: pair.key as Node, value: pair.value as Node };
  }
  if (!isSeq(node)) return undefined;
  const items = node.items as readonly Node[];
  const found =
    items.find(one => isMap(one) && one.get('name') === part) ??
    items.find(one => isScalar(one) && String(one.value) === part) ??
    (/^\d+$/.test(part) ? items[Number(part)] : undefined);
  if (!found) return undefined;
  return { at: found, value: isCollection(found) ? found : undefined };
}

function keyOf({ key }: Pair<unknown, unknown>): string {
  return String(isScalar(key) ? key.value : key);
}
