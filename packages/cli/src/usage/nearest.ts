/** The name that somebody most likely meant: the one he began, or from which a slip or two led to what he wrote. */
export function nearest(
  written: string,
  names: readonly string[],
): string | undefined {
  const asked = written.toLowerCase().replaceAll('_', '-');
  const begun = names.filter(one => asked.length > 2 && one.startsWith(asked));
  if (begun.length === 1) return begun[0];
  const most = asked.length < 5 ? 1 : 2;
  return names
    .map(name => ({ name, slips: slipsBetween(asked, name) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips)[0]?.name;
}

/** How many letters are to be put in, left out, changed or swapped with the next (Damerau's distance). */
function slipsBetween(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
          ? rows[i - 2][j - 2] + 1
          : Infinity;
      row.push(
        Math.min(
          rows[i - 1][j] + 1,
          row[j - 1] + 1,
          rows[i - 1][j - 1] + same,
          swapped,
        ),
      );
    }
    rows.push(row);
  }
  return rows[one.length][other.length];
}
