import { LayeredMap } from './layeredMap';
import type { KubeObject } from './meta';
import { byName, replaced } from './objectIndex';

/** One kind's objects. */
export interface Shelf {
  readonly objects: LayeredMap<string, KubeObject>;
  /** Changes whenever the objects do; unique over all shelves, so that forks can share caches. */
  version: number;
  /** All of them sorted, as of when it was last asked for. */
  sorted?: readonly KubeObject[];
  /** What has changed since then. */
  unsorted: Map<string, Change>;
}

interface Change {
  readonly place: KubeObject;
  readonly after?: KubeObject;
}

/** One without objects. */
export function newShelf(): Shelf {
  return { objects: new LayeredMap(), version: 0, unsorted: new Map() };
}

/** One of the same objects, whose changes the first does not see. */
export function copyOf({ objects, version, sorted, unsorted }: Shelf): Shelf {
  return {
    objects: objects.copy(),
    version,
    ...(sorted && { sorted }),
    unsorted: new Map(unsorted),
  };
}

/** All objects, by namespace and name: sorted anew when much has changed, mended when little has. */
export function sortedObjects(shelf: Shelf): readonly KubeObject[] {
  const { sorted, unsorted, objects } = shelf;
  if (sorted && unsorted.size === 0) return sorted;
  const fresh =
    sorted && unsorted.size * 8 < sorted.length
      ? mended(sorted, unsorted.values())
      : [...objects.values()].sort(byName);
  shelf.sorted = fresh;
  shelf.unsorted = new Map();
  return fresh;
}

function mended(
  sorted: readonly KubeObject[],
  changes: Iterable<Change>,
): readonly KubeObject[] {
  let list = sorted;
  for (const { place, after } of changes) {
    list = replaced(list, place, after ? [after] : []);
  }
  return list;
}
