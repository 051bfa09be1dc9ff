/**
 * A Host that a client could send to a rule. Wildcards get a label of their own, and a rule without
 * host gets a name that no object can carry (RFC 6761 reserves .invalid).
 */
export function sampleHost(host: string | null): string {
  if (host === null || host === '*') return 'any-host.invalid';
  return host.startsWith('*.') ? `any-host${host.slice(1)}` : host;
}

/** Whether two host patterns (exact, `*.suffix`, `*`, null for any) can meet in one Host. */
export function hostsMeet(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === '*' || b === '*') return true;
  if (a === b) return true;
  const suffixOf = (host: string) =>
    host.startsWith('*') ? host.slice(1) : null;
  const suffixA = suffixOf(a);
  const suffixB = suffixOf(b);
  if (suffixA !== null && suffixB !== null) {
    return suffixA.endsWith(suffixB) || suffixB.endsWith(suffixA);
  }
  if (suffixA !== null) return b.endsWith(suffixA);
  return suffixB !== null && a.endsWith(suffixB);
}

/** The narrower of two host patterns that meet. */
export function narrowerHost(
  a: string | null,
  b: string | null,
): string | null {
  if (a === null || a === '*') return b === '*' ? null : b;
  if (b === null || b === '*') return a;
  if (!a.startsWith('*')) return a;
  if (!b.startsWith('*')) return b;
  return a.length >= b.length ? a : b;
}
