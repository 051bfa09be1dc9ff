import type { KindDefinition } from './kindDefinition';
import type { KubeObject } from './meta';
import { Buckets, ObjectIndex } from './objectIndex';
import { withKnownMeta } from './restInLists';
import { copyOf, newShelf, Shelf, sortedObjects } from './shelf';

/** What has become of one object, and what that was part of. */
export interface Replacement {
  readonly name: string;
  readonly before: KubeObject | undefined;
  readonly after: KubeObject | undefined;
  /** There was no object of this kind before. */
  readonly isFirst: boolean;
  /** The lists that it was in, and those that it is in now. */
  readonly lists: readonly ListChange[];
}

interface ListChange {
  readonly index: ObjectIndex;
  readonly keys: ReadonlySet<string>;
}

/** "namespace/name", with an empty namespace for what is in none. */
export function objectKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** The objects of one state, by kind and by the indexes that were asked for. It does not know who reads them. */
export class ObjectStore {
  #shelves = new Map<string, Shelf>();
  #indexes = new Map<string, Map<ObjectIndex, Buckets>>();
  /** Shelves and indexes of these kinds belong to another store too. */
  #shared = new Set<string>();
  /** When it was last written to. */
  #version = 0;
  /** Of a copy, what it was made of, and what version that had. */
  #original: ObjectStore | undefined;
  #copiedAt = 0;

  /** Number of kinds that there has been an object of. */
  get kinds(): number {
    return this.#shelves.size;
  }

  /** Number of objects. */
  get size(): number {
    let size = 0;
    for (const shelf of this.#shelves.values()) size += shelf.objects.size;
    return size;
  }

  /** A kind's objects; undefined where there has never been one. */
  shelf(kind: KindDefinition): Shelf | undefined {
    return this.#shelves.get(kind.key);
  }

  /** An index, built when it is first asked for and kept in step from then on. */
  buckets(index: ObjectIndex): Buckets {
    const key = index.kind.key;
    const known = this.#indexes.get(key)?.get(index);
    if (known) return known;
    const made =
      this.#bucketsOfOriginal(index) ??
      Buckets.of(index, this.#sorted(index.kind));
    // A map that copies share gains an index of the same objects, which is as good for them.
    const own = this.#indexes.get(key) ?? new Map<ObjectIndex, Buckets>();
    this.#indexes.set(key, own.set(index, made));
    return made;
  }

  /** Puts an object, or nothing, where one of that name stood; `version` is above all that were given before. */
  replace(
    kind: KindDefinition,
    place: KubeObject,
    given: KubeObject | undefined,
    version: number,
  ): Replacement {
    this.#version = version;
    const isFirst = this.#own(kind.key);
    const shelf = this.#shelves.get(kind.key)!;
    const name = objectKey(place.meta.namespace, place.meta.name);
    const before = shelf.objects.get(name);
    const after = before && given ? withKnownMeta(kind, before, given) : given;
    if (after) shelf.objects.set(name, after);
    else shelf.objects.delete(name);
    shelf.version = version;
    if (shelf.sorted)
      shelf.unsorted.set(name, { place, ...(after && { after }) });
    const lists = this.#replaceInLists(kind, before, after);
    return { name, before, after, isFirst, lists };
  }

  /** One of the same objects that is written to by itself. Costs nothing until then. */
  copy(): ObjectStore {
    const copy = new ObjectStore();
    copy.#shelves = new Map(this.#shelves);
    copy.#indexes = new Map(this.#indexes);
    copy.#version = this.#version;
    copy.#original = this;
    copy.#copiedAt = this.#version;
    this.#shared = new Set([...this.#shelves.keys(), ...this.#indexes.keys()]);
    copy.#shared = new Set(this.#shared);
    return copy;
  }

  #replaceInLists(
    kind: KindDefinition,
    before: KubeObject | undefined,
    after: KubeObject | undefined,
  ): readonly ListChange[] {
    return [...(this.#indexes.get(kind.key) ?? [])].map(([index, buckets]) => ({
      index,
      keys: buckets.replace(before, after),
    }));
  }

  /** In a copy, an index of the original with what is another here: lists that are the same stay the same ones. */
  #bucketsOfOriginal(index: ObjectIndex): Buckets | undefined {
    const original = this.#original;
    if (!original || original.#version !== this.#copiedAt) return undefined;
    const [before, now] = [original, this].map(
      one => one.shelf(index.kind)?.objects,
    );
    if (!before || !now) return undefined;
    const names = now.mayDifferFrom(before);
    if (!names) return undefined;
    const buckets = original.buckets(index).copy();
    for (const name of names) {
      const [old, fresh] = [before.get(name), now.get(name)];
      if (old !== fresh) buckets.replace(old, fresh);
    }
    return buckets;
  }

  #sorted(kind: KindDefinition): readonly KubeObject[] {
    const shelf = this.shelf(kind);
    return shelf ? sortedObjects(shelf) : [];
  }

  /** Makes a kind's shelf and indexes this store's own. Returns whether it is the kind's first object. */
  #own(key: string): boolean {
    const shelf = this.#shelves.get(key);
    if (!shelf) this.#shelves.set(key, newShelf());
    else if (this.#shared.has(key)) this.#shelves.set(key, copyOf(shelf));
    const indexes = this.#indexes.get(key);
    if (indexes && this.#shared.has(key)) {
      this.#indexes.set(
        key,
        new Map([...indexes].map(([index, one]) => [index, one.copy()])),
      );
    }
    this.#shared.delete(key);
    return !shelf;
  }
}
