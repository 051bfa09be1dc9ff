import { compareText } from './compareText';
import type { KindDefinition } from './kindDefinition';
import { LayeredMap } from './layeredMap';
import type { KubeObject } from './meta';

/** The objects of one kind by keys of our own: kept in step with every change, never built anew. */
export interface ObjectIndex<T extends KubeObject = KubeObject> {
  readonly kind: KindDefinition<T>;
  /** Keys of an object, from nothing but the object. */
  readonly keysOf: (object: T) => Iterable<string>;
}

/** Declares an index for `state.lookup()`. Declare it at a module's top: its identity is its name. */
export function indexBy<T extends KubeObject>(
  kind: KindDefinition<T>,
  keysOf: (object: T) => Iterable<string>,
): ObjectIndex<T> {
  return { kind, keysOf };
}

const byNamespace = new Map<string, ObjectIndex>();

/** The index of a kind by namespace. */
export function namespaceIndex<T extends KubeObject>(
  kind: KindDefinition<T>,
): ObjectIndex<T> {
  const key = kind.key;
  const known = byNamespace.get(key) as unknown as ObjectIndex<T> | undefined;
  if (known) return known;
  const made = indexBy(kind, object => [object.meta.namespace]);
  byNamespace.set(key, made as unknown as ObjectIndex);
  return made;
}

export const nothing: readonly never[] = Object.freeze([]);

/** What a state keeps of an index: sorted lists, each replaced as a whole when it changes. */
export class Buckets {
  readonly #index: ObjectIndex;
  readonly #lists: LayeredMap<string, readonly KubeObject[]>;

  constructor(
    index: ObjectIndex,
    lists = new LayeredMap<string, readonly KubeObject[]>(),
  ) {
    this.#index = index;
    this.#lists = lists;
  }

  static of(index: ObjectIndex, objects: readonly KubeObject[]): Buckets {
    const lists = new Map<string, KubeObject[]>();
    for (const object of objects) {
      for (const key of new Set(index.keysOf(object))) {
        const list = lists.get(key);
        if (list) list.push(object);
        else lists.set(key, [object]);
      }
    }
    return new Buckets(index, new LayeredMap(lists));
  }

  get(key: string): readonly KubeObject[] {
    return this.#lists.get(key) ?? nothing;
  }

  copy(): Buckets {
    return new Buckets(this.#index, this.#lists.copy());
  }

  /** Replaces an object, or adds or removes one. Returns the keys whose lists are others now. */
  replace(
    before: KubeObject | undefined,
    after: KubeObject | undefined,
  ): ReadonlySet<string> {
    const old = new Set(before && this.#index.keysOf(before));
    const now = new Set(after && this.#index.keysOf(after));
    for (const key of old) if (!now.has(key)) this.#put(key, before!, []);
    for (const key of now) this.#put(key, after!, [after!]);
    return new Set([...old, ...now]);
  }

  /** Puts these in the place of the object with that name. */
  #put(key: string, place: KubeObject, these: readonly KubeObject[]): void {
    const list = replaced(this.get(key), place, these);
    if (list.length === 0) this.#lists.delete(key);
    else this.#lists.set(key, list);
  }
}

/** A sorted list with the object of that name replaced, added or taken out. */
export function replaced(
  list: readonly KubeObject[],
  place: KubeObject,
  these: readonly KubeObject[],
): readonly KubeObject[] {
  const at = placeOf(list, place);
  const there = at < list.length && byName(list[at], place) === 0;
  return [...list.slice(0, at), ...these, ...list.slice(there ? at + 1 : at)];
}

function placeOf(list: readonly KubeObject[], object: KubeObject): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byName(list[middle], object) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Orders by namespace, then name. */
export function byName(a: KubeObject, b: KubeObject): number {
  return (
    compareText(a.meta.namespace, b.meta.namespace) ||
    compareText(a.meta.name, b.meta.name)
  );
}
