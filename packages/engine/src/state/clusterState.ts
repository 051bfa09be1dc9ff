import { compareText } from './compareText';
import { derive, Derived, groupBy } from './derived';
import { KindDefinition, kindKey } from './kindDefinition';
import { kindOf } from './kinds';
import { KubeObject, trimMeta } from './meta';
import { text } from './read';

/** One kind's objects. Shared between forks until one of them writes. */
interface Shelf {
  readonly objects: Map<string, KubeObject>;
  /** Changes whenever the objects do; unique over all shelves, so that forks can share caches. */
  readonly version: number;
}

interface Cached {
  readonly versions: readonly number[];
  readonly value: unknown;
}

let lastVersion = 0;
const emptyShelf: Shelf = { objects: new Map(), version: 0 };

/**
 * The trimmed, indexed copy of one cluster. Same objects, same answers, whatever the order in which
 * they came. Objects of kinds that no rule reads are ignored.
 */
export class ClusterState {
  readonly name: string;
  #shelves = new Map<string, Shelf>();
  #shared = new Set<string>();
  #unreadable = new Map<string, string>();
  #cache = new Map<Derived<unknown>, Cached>();
  #lists = new Map<string, { version: number; list: readonly KubeObject[] }>();

  constructor(options: { name: string }) {
    this.name = options.name;
  }

  /** Adds or replaces an object as the API serves it. Returns false when it is of no use to any rule. */
  upsert(object: unknown): boolean {
    const definition = kindOf(object);
    const meta = trimMeta(object);
    if (!definition || !meta) return false;
    const trimmed = definition.trim(object, meta);
    if (!trimmed) return false;
    this.#write(definition).set(objectKey(meta.namespace, meta.name), trimmed);
    return true;
  }

  /** Adds or replaces an object that is trimmed already, such as a changed copy of one from here. */
  put<T extends KubeObject>(kind: KindDefinition<T>, object: T): void {
    const { namespace, name } = object.meta;
    this.#write(kind).set(objectKey(namespace, name), object);
  }

  /** Removes the object with this one's kind, namespace and name. Returns whether it was there. */
  remove(object: unknown): boolean {
    const definition = kindOf(object);
    const name = text(object, 'metadata', 'name');
    if (!definition || name === undefined) return false;
    const key = objectKey(text(object, 'metadata', 'namespace') ?? '', name);
    if (!this.#shelf(definition).objects.has(key)) return false;
    return this.#write(definition).delete(key);
  }

  /** Marks a kind as unreadable, with the reason that a user is to see. Its objects are kept. */
  forbid(kind: { group: string; kind: string }, reason: string): void {
    this.#unreadable.set(kindKey(kind), reason);
  }

  /** Takes `forbid` back. */
  allow(kind: { group: string; kind: string }): void {
    this.#unreadable.delete(kindKey(kind));
  }

  /** Why a kind could not be read, undefined when it was. */
  unreadable(kind: { group: string; kind: string }): string | undefined {
    return this.#unreadable.get(kindKey(kind));
  }

  get<T extends KubeObject>(
    kind: KindDefinition<T>,
    namespace: string,
    name: string,
  ): T | undefined {
    return this.#shelf(kind).objects.get(objectKey(namespace, name)) as
      | T
      | undefined;
  }

  /** All objects of a kind, sorted by namespace and name. */
  list<T extends KubeObject>(kind: KindDefinition<T>): readonly T[] {
    const { version } = this.#shelf(kind);
    const known = this.#lists.get(kindKey(kind));
    if (known?.version === version) return known.list as readonly T[];
    const objects = this.#shelf(kind).objects as Map<string, T>;
    const list = [...objects.values()].sort(byNamespaceAndName);
    this.#lists.set(kindKey(kind), { version, list });
    return list;
  }

  /** The objects of a kind in one namespace, sorted by name. */
  inNamespace<T extends KubeObject>(
    kind: KindDefinition<T>,
    namespace: string,
  ): readonly T[] {
    const lists = this.read(namespaceLists(kind));
    return (lists.get(namespace) ?? []) as readonly T[];
  }

  /** Number of objects kept. */
  get size(): number {
    let size = 0;
    for (const shelf of this.#shelves.values()) size += shelf.objects.size;
    return size;
  }

  /** A value derived from this state, computed at most once for the same objects. */
  read<T>(derived: Derived<T>): T {
    const versions = derived.from.map(kind => this.#shelf(kind).version);
    const cached = this.#cache.get(derived);
    if (cached && sameNumbers(cached.versions, versions)) {
      return cached.value as T;
    }
    const value = derived.compute(this);
    this.#cache.set(derived, { versions, value });
    return value;
  }

  /** A copy to try changes on. Costs nothing until it is written to. */
  fork(): ClusterState {
    const copy = new ClusterState({ name: this.name });
    copy.#shelves = new Map(this.#shelves);
    copy.#cache = new Map(this.#cache);
    copy.#lists = new Map(this.#lists);
    copy.#unreadable = new Map(this.#unreadable);
    copy.#shared = new Set(this.#shelves.keys());
    this.#shared = new Set(this.#shelves.keys());
    return copy;
  }

  #shelf(kind: KindDefinition): Shelf {
    return this.#shelves.get(kindKey(kind)) ?? emptyShelf;
  }

  #write(kind: KindDefinition): Map<string, KubeObject> {
    const key = kindKey(kind);
    const { objects } = this.#shelf(kind);
    const own =
      this.#shared.delete(key) || objects === emptyShelf.objects
        ? new Map(objects)
        : objects;
    lastVersion += 1;
    this.#shelves.set(key, { objects: own, version: lastVersion });
    return own;
  }
}

function objectKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function byNamespaceAndName(a: KubeObject, b: KubeObject): number {
  return (
    compareText(a.meta.namespace, b.meta.namespace) ||
    compareText(a.meta.name, b.meta.name)
  );
}

const byNamespace = new Map<
  string,
  Derived<ReadonlyMap<string, readonly KubeObject[]>>
>();

function namespaceLists(
  kind: KindDefinition,
): Derived<ReadonlyMap<string, readonly KubeObject[]>> {
  const key = kindKey(kind);
  const known = byNamespace.get(key);
  if (known) return known;
  const derived = derive([kind], state =>
    groupBy(state.list(kind), object => [object.meta.namespace]),
  );
  byNamespace.set(key, derived);
  return derived;
}
