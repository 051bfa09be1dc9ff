/**
 * Reading of objects that may be damaged: every accessor returns a value of the asked type or
 * nothing, and never throws. Cluster objects are data of strangers.
 */
export type Labels = Readonly<Record<string, string>>;

const none: Labels = Object.freeze({});

/** The value at a path of keys, undefined where the path breaks. */
export function at(value: unknown, ...path: string[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || Array.isArray(here)) {
      return undefined;
    }
    const found = (here as Record<string, unknown>)[key];
    // Most fields are not there, which is seen soonest by looking: what is there may be inherited.
    if (found === undefined || !Object.hasOwn(here, key)) return undefined;
    here = found;
  }
  return here;
}

export function text(value: unknown, ...path: string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A whole number; also one written as text, as YAML authors do. */
export function whole(value: unknown, ...path: string[]): number | undefined {
  const found = at(value, ...path);
  if (typeof found === 'number' && Number.isInteger(found)) return found;
  if (typeof found === 'string' && /^-?\d{1,15}$/.test(found)) {
    return Number(found);
  }
  return undefined;
}

export function flag(value: unknown, ...path: string[]): boolean | undefined {
  const found = at(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

export function items(value: unknown, ...path: string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function texts(value: unknown, ...path: string[]): readonly string[] {
  return items(value, ...path).filter(
    (item): item is string => typeof item === 'string',
  );
}

/** A map of strings; entries that are no strings are left out. */
export function labels(value: unknown, ...path: string[]): Labels {
  const found = at(value, ...path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    return none;
  }
  const kept = Object.entries(found).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  if (kept.length === 0) return none;
  const isWhole = kept.length === Object.keys(found).length;
  return isWhole ? (found as Labels) : Object.fromEntries(kept);
}
