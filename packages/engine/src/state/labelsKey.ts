import type { Labels } from './read';

const known = new WeakMap<Labels, string>();

/** A text that is the same for the same labels, whatever the order in which they are written. */
export function labelsKey(labels: Labels): string {
  const key = known.get(labels);
  if (key !== undefined) return key;
  const made = JSON.stringify(
    Object.keys(labels)
      .sort()
      .map(name => [name, labels[name]]),
  );
  known.set(labels, made);
  return made;
}
