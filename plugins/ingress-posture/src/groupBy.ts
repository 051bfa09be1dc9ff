/** Things by what they share, groups and things in the order in which they come up. */
export function groupBy<T>(
  all: readonly T[],
  key: (one: T) => string,
): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one)) ?? [];
    groups.set(key(one), group);
    group.push(one);
  }
  return groups;
}
