// Names that stand in thousands of objects, such as a node's: parsed apart, each would be a string of its own.
const most = 20_000;
const known = new Map<string, string>();

/** The one string of a text that recurs. */
export function sharedText(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const first = known.get(value);
  if (first !== undefined) return first;
  // What is no name of a cluster any more is forgotten with the rest.
  if (known.size >= most) known.clear();
  known.set(value, value);
  return value;
}
