import type { Derived } from './derived';
import { sameValue } from './sameValue';

/** Of a derived value what was there before, where it is the same as what is computed now. */
export function settled<T>({ readAs }: Derived<T>, before: T, now: T): T {
  if (readAs === 'origins' || readAs === 'reads') return now;
  if (readAs === 'value') return sameValue(before, now) ? before : now;
  return sameEntries(
    before as ReadonlyMap<string, unknown>,
    now as ReadonlyMap<string, unknown>,
  ) as T;
}

/** A table with the entries of the one before where they say the same; that one itself where all do. */
function sameEntries(
  before: ReadonlyMap<string, unknown>,
  now: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
  const made = new Map<string, unknown>();
  let differ = before.size !== now.size;
  for (const [key, value] of now) {
    const known = before.get(key);
    const same = sameValue(known, value);
    made.set(key, same ? known : value);
    if (!same) differ = true;
  }
  return differ ? made : before;
}
