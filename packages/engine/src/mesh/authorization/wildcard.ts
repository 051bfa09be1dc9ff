/** Whether a text fits a pattern in which each `*` stands for any text, also none. Linear, whatever the pattern. */
export function fitsGlob(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === text;
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= end;
}

/**
 * Whether a text is what a value of a policy says: `*` for any, `*end`, `start*`, or the text itself. A star
 * elsewhere means itself (istio pilot/pkg/security/authz/matcher/string.go).
 */
export function fitsValue(value: string, text: string): boolean {
  if (value === '*') return text !== '';
  if (value.startsWith('*')) return text.endsWith(value.slice(1));
  if (value.endsWith('*')) return text.startsWith(value.slice(0, -1));
  return value === text;
}
