import type { Labels } from './read';

/** Whether every wanted label stands there with that value. An empty selector matches everything. */
export function matchesLabels(wanted: Labels, actual: Labels): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => actual[name] === value,
  );
}
