import type { Labels } from './read';

const known = new WeakMap<Labels, Map<string, string>>();

/**
 * The key of a question about labels: the same text for the same labels, whatever the order in which they are
 * written. Kept with them: such keys are long, and asked for again and again.
 */
export function labelsKey(asked: string, labels: Labels): string {
  const keys = keysWith(labels);
  const key = keys.get(asked);
  if (key !== undefined) return key;
  const made = `${asked}|${JSON.stringify(sorted(labels))}`;
  keys.set(asked, made);
  return made;
}

function keysWith(labels: Labels): Map<string, string> {
  const keys = known.get(labels);
  if (keys) return keys;
  const made = new Map<string, string>();
  known.set(labels, made);
  return made;
}

function sorted(labels: Labels): readonly (readonly [string, string])[] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}
