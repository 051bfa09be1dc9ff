import type { ClusterState } from './clusterState';
import type { KindDefinition } from './kindDefinition';

/** An index or another value computed from some kinds, kept until one of them changes. */
export interface Derived<T> {
  readonly from: readonly KindDefinition[];
  readonly compute: (state: ClusterState) => T;
}

/**
 * Declares a value that `state.read()` computes once and keeps until an object of one of the kinds
 * in `from` changes. Declare it at a module's top: its identity is the cache key.
 */
export function derive<T>(
  from: readonly KindDefinition[],
  compute: (state: ClusterState) => T,
): Derived<T> {
  return { from, compute };
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
