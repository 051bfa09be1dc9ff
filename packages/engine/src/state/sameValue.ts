/**
 * Whether two values say the same: plain objects, arrays, Maps and Sets by what is in them. What both
 * share is not looked into.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (a.constructor !== b.constructor) return false;
  if (Array.isArray(a)) return sameItems(a, b as unknown as typeof a);
  if (a instanceof Map) return sameEntries(a, b as unknown as typeof a);
  if (a instanceof Set) return sameMembers(a, b as unknown as typeof a);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
  );
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) {
    if (!sameValue(a[index], b[index])) return false;
  }
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

// In the same order: the order of entries can decide who comes first.
function sameEntries(
  a: ReadonlyMap<unknown, unknown>,
  b: ReadonlyMap<unknown, unknown>,
): boolean {
  return a.size === b.size && sameItems([...a], [...b]);
}

function sameMembers(
  a: ReadonlySet<unknown>,
  b: ReadonlySet<unknown>,
): boolean {
  return a.size === b.size && sameItems([...a], [...b]);
}
