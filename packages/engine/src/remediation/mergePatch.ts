type Fields = Readonly<Record<string, unknown>>;

/** An object after a JSON merge patch, as the API server applies it (RFC 7386). */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const before = isFields(target) ? target : {};
  const kept = Object.entries(before).filter(
    ([key]) => !Object.hasOwn(patch, key),
  );
  const changed = Object.entries(patch)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => [
      key,
      mergePatch(Object.hasOwn(before, key) ? before[key] : undefined, value),
    ]);
  return Object.fromEntries([...kept, ...changed]);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
