import type { KubeObject } from './meta';
import { indexBy, ObjectIndex } from './objectIndex';

const count = 64;

/** Keys of the parts of a list. */
export function partsOf(key: string): readonly string[] {
  return Array.from({ length: count }, (_, part) => `${key}|${part}`);
}

/**
 * An index with each list of another in parts, by the names of objects: what is worked out of thousands
 * is kept part by part, so that a change of one of them has its part alone worked out again.
 */
export function inParts<T extends KubeObject>(
  index: ObjectIndex<T>,
): ObjectIndex<T> {
  return indexBy(index.kind, object =>
    [...index.keysOf(object)].map(key => `${key}|${partOf(object)}`),
  );
}

function partOf({ meta: { name } }: KubeObject): number {
  let hash = 0;
  for (let at = 0; at < name.length; at += 1) {
    hash = (hash * 31 + name.charCodeAt(at)) % 65_521;
  }
  return hash % count;
}
