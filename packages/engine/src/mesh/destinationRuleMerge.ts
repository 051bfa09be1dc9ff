// DestinationRules of one host in one namespace: istio pilot/pkg/model/destination_rule.go mergeDestinationRule.
import type {
  DestinationRule,
  Subset,
  TrafficPolicy,
} from '../state/kinds/destinationRule';
import type { KubeObject } from '../state/meta';
import type { Labels } from '../state/read';
import { matchesLabels } from '../state/selector';
import { fullHost } from './hostName';

/** Rules of one host in one namespace, merged. */
export interface MergedRule {
  readonly namespace: string;
  /** What it was made from, oldest first. */
  readonly from: readonly KubeObject[];
  readonly exportTo: ReadonlySet<string>;
  readonly workloadSelector?: Labels;
  readonly policy?: TrafficPolicy;
  readonly subsets: readonly Subset[];
}

/** By host as the rules write it, short names resolved. */
export type ByHost = Map<string, MergedRule[]>;

/** Adds a rule to those of its namespace: into those that hold for the same clients, else beside them. */
export function mergeRule(
  book: ByHost,
  rule: DestinationRule,
  exportTo: ReadonlySet<string>,
): void {
  const host = fullHost(rule.host, rule.meta.namespace);
  const known = book.get(host);
  if (!known) {
    book.set(host, [single(rule, exportTo)]);
    return;
  }
  let separate = true;
  known.forEach((existing, index) => {
    if (sameSet(exportTo, existing.exportTo)) separate = false;
    else if (
      existing.exportTo.size > 0 &&
      includes(exportTo, existing.exportTo)
    ) {
      separate = true;
    } else {
      separate = true;
      return;
    }
    const selectors = selectorsOf(existing, rule);
    if (selectors === 'different') {
      separate = true;
      return;
    }
    if (selectors === 'same') separate = false;
    known[index] = joined(existing, rule);
  });
  if (separate) known.push(single(rule, exportTo));
}

function selectorsOf(
  existing: MergedRule,
  rule: DestinationRule,
): 'same' | 'different' | 'one' {
  const a = existing.workloadSelector;
  const b = rule.workloadSelector;
  if (!a || !b) return !a && !b ? 'same' : 'one';
  return matchesLabels(a, b) && matchesLabels(b, a) ? 'same' : 'different';
}

function single(
  rule: DestinationRule,
  exportTo: ReadonlySet<string>,
): MergedRule {
  const { workloadSelector, policy, subsets } = rule;
  return {
    namespace: rule.meta.namespace,
    from: [rule],
    exportTo,
    ...(workloadSelector && { workloadSelector }),
    ...(policy && { policy }),
    subsets,
  };
}

// The first traffic policy wins whole; subsets of new names are added.
function joined(existing: MergedRule, rule: DestinationRule): MergedRule {
  const names = new Set(existing.subsets.map(one => one.name));
  const policy = existing.policy ?? rule.policy;
  return {
    ...existing,
    from: [...existing.from, rule],
    ...(policy && { policy }),
    subsets: [
      ...existing.subsets,
      ...rule.subsets.filter(one => !names.has(one.name)),
    ],
  };
}

function includes(
  all: ReadonlySet<string>,
  some: ReadonlySet<string>,
): boolean {
  return [...some].every(one => all.has(one));
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && includes(a, b);
}
