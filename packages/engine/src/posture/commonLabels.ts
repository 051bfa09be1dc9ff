import type { Pod } from '../state/kinds/pod';
import type { Labels } from '../state/read';

/** The labels that all pods share, sorted by name. */
export function commonLabels(pods: readonly Pod[]): Labels {
  const [first, ...others] = pods;
  if (!first) return {};
  return Object.fromEntries(
    Object.entries(first.meta.labels)
      .filter(([name, value]) =>
        others.every(pod => pod.meta.labels[name] === value),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
