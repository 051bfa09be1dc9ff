/** The paths of all fields of an object. */
export function fieldsOf(
  value: unknown,
  path: readonly string[] = [],
): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [
    [...path],
    ...Object.entries(value).flatMap(([key, inner]) =>
      fieldsOf(inner, [...path, key]),
    ),
  ].filter(one => one.length > 0);
}

/** A copy with another value in one field. */
export function withField(
  value: unknown,
  path: readonly string[],
  put: unknown,
): unknown {
  const copy = structuredClone(value);
  let here = copy as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    here = here[key] as Record<string, unknown>;
  }
  here[path[path.length - 1]] = put;
  return copy;
}

/** What stands in a field. */
export function fieldAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (here, key) => (here as Record<string, unknown>)[key],
    value,
  );
}
