import type { ClusterState } from './clusterState';
import type { KindDefinition } from './kindDefinition';
import type { KubeObject } from './meta';
import { namespaceIndex, ObjectIndex } from './objectIndex';
import type { Pieces } from './pieces';

/** One list of an index: what a derived value reads of a kind when it does not need all of it. */
export interface Bucket {
  readonly index: ObjectIndex;
  readonly key: string;
}

/** Which kinds can be read, as an origin of a derived value. */
export const readability = { readability: true } as const;

/** What a derived value is made from: whole kinds, lists of indexes, other derived values, what can be read. */
export type Origin =
  | KindDefinition
  | Bucket
  | Derived<unknown>
  | typeof readability;

/** A value computed from some objects, kept until one of them changes. */
export interface Derived<T> {
  readonly from: readonly Origin[];
  readonly compute: (state: ClusterState) => T;
  /**
   * What those who read it depend on: what it is made from; or its value, which is compared with the
   * last one whenever it is computed again; or, of a table, the entry that they read; or whatever was
   * read while it was computed.
   */
  readonly readAs: 'origins' | 'value' | 'entries' | 'reads';
}

/**
 * Declares a value that `state.read()` computes once and keeps until something that it is made from
 * changes. Declare it at a module's top: its identity is the cache key.
 */
export function derive<T>(
  from: readonly Origin[],
  compute: (state: ClusterState) => T,
): Derived<T> {
  return { from, compute, readAs: 'origins' };
}

/** The same for a value that seldom differs when its origins do: it stays the same one then. */
export function deriveValue<T>(
  from: readonly Origin[],
  compute: (state: ClusterState) => T,
): Derived<T> {
  return { from, compute, readAs: 'value' };
}

/**
 * The same for a value that may read anything, few objects as they may be: it is kept until one of
 * those that it read changes, and those who read it depend on the same.
 */
export function deriveFromAny<T>(
  compute: (state: ClusterState) => T,
): Derived<T> {
  return { from: [], compute, readAs: 'reads' };
}

/** Declares a table that is computed as a whole and read by key, with `state.readAt()`. */
export function deriveTable<T>(
  from: readonly Origin[],
  compute: (state: ClusterState) => ReadonlyMap<string, T>,
): DerivedTable<T> {
  return { from, compute, readAs: 'entries' };
}

/**
 * Something asked of a state whose answer seldom differs when what it is made from does. Whoever asks
 * depends on the gist of the answer only.
 */
export interface Question<T> {
  /** The question with all its arguments in it: the same key, the same question. */
  readonly key: string;
  readonly answer: (state: ClusterState) => T;
  /** The same answer in pieces, for whoever can wait between two. */
  inPieces?(state: ClusterState): Pieces<T>;
  /** What those who ask make use of, as values that can be compared. */
  gist(answer: T): unknown;
  /**
   * Set for what is asked of thousands and wanted seldom. Its answer is all gist: it is kept, and asked
   * again only when somebody wants to know.
   */
  readonly late?: true;
  /** Set where the answer goes on asking the state that gave it: it is no answer for a copy of that one. */
  readonly holdsState?: true;
  /** Works out beforehand what makes the answer take long, for whoever can wait between two pieces. */
  prepare?(state: ClusterState): Pieces<void>;
}

export type DerivedTable<T> = Derived<ReadonlyMap<string, T>>;

/** A list of an index, as an origin of a derived value. */
export function bucket<T extends KubeObject>(
  index: ObjectIndex<T>,
  key: string,
): Bucket {
  return { index: index as unknown as ObjectIndex, key };
}

/** The objects of a kind in one namespace, as an origin. */
export function within<T extends KubeObject>(
  kind: KindDefinition<T>,
  namespace: string,
): Bucket {
  return bucket(namespaceIndex(kind), namespace);
}

/** Declares a value for each key, such as one for each namespace, the way `declare` does. */
export function deriveEach<T>(
  from: (key: string) => readonly Origin[],
  compute: (state: ClusterState, key: string) => T,
  declare: typeof derive<T> = derive,
): (key: string) => Derived<T> {
  const made = new Map<string, Derived<T>>();
  return key => {
    const known = made.get(key);
    if (known) return known;
    const fresh = declare(from(key), state => compute(state, key));
    made.set(key, fresh);
    return fresh;
  };
}

/** Groups by a key; objects without a key are left out. Order inside a group is kept. */
export function groupBy<T>(
  objects: Iterable<T>,
  keysOf: (object: T) => Iterable<string>,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const object of objects) {
    for (const key of keysOf(object)) {
      const group = groups.get(key);
      if (group) group.push(object);
      else groups.set(key, [object]);
    }
  }
  return groups;
}
