/** "a, b, c and 2 more": as many of some names as fit into a sentence. */
export function someOf(names: readonly string[], most: number): string {
  const named = names.slice(0, most).join(', ');
  const more = names.length - most;
  return more > 0 ? `${named} and ${more} more` : named;
}
