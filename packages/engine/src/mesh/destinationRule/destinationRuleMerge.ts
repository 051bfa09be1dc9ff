// DestinationRules of one host in one namespace: istio pilot/pkg/model/destination_rule.go mergeDestinationRule.
import type {
  DestinationRule,
  Subset,
  TrafficPolicy,
} from '../../state/kinds/destinationRule';
import type { KubeObject } from '../../state/meta';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import {
  BackendTls,
  backendPolicy,
  overBackendPolicy,
} from './backendTlsPolicy';
import { HostIndex } from '../registry/hostIndex';
import { fullHost } from '../registry/hostName';

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

/** A merged rule that more may be merged into. */
interface Draft extends MergedRule {
  readonly from: KubeObject[];
  readonly subsets: Subset[];
  /** Names of the subsets. */
  readonly names: Set<string>;
  policy?: TrafficPolicy;
  /** It was made of backend policies, over which every rule says what it has to. */
  readonly isOfPolicies: boolean;
}

/** Rules by host as they write it, short names resolved. */
export class RulesByHost {
  readonly #drafts = new Map<string, Draft[]>();
  readonly #rules = new Map<string, readonly MergedRule[]>();
  #hosts: HostIndex | undefined;

  /** Adds a rule: into those that hold for the same clients, else beside them. */
  merge(rule: DestinationRule, exportTo: ReadonlySet<string>): void {
    const host = fullHost(rule.host, rule.meta.namespace);
    const known = this.#drafts.get(host) ?? this.#begin(host);
    if (!joinTo(known, rule, exportTo)) known.push(single(rule, exportTo));
  }

  /** Adds what policies of one host and namespace say, oldest first. */
  begin(
    host: string,
    namespace: string,
    policies: readonly BackendTls[],
  ): void {
    const known = this.#drafts.get(host) ?? this.#begin(host);
    known.push({
      namespace,
      from: [...new Set(policies.map(one => one.policy))],
      exportTo: new Set(),
      policy: backendPolicy(policies),
      subsets: [],
      names: new Set(),
      isOfPolicies: true,
    });
  }

  /** Rules of the host that fits a name best. */
  for(hostname: string): readonly MergedRule[] | undefined {
    this.#hosts ??= new HostIndex(this.#rules.keys());
    const host = this.#hosts.best(hostname);
    return host === undefined ? undefined : this.#rules.get(host);
  }

  #begin(host: string): Draft[] {
    const drafts: Draft[] = [];
    this.#drafts.set(host, drafts);
    this.#rules.set(host, drafts);
    this.#hosts = undefined;
    return drafts;
  }
}

// Whether a rule went into others so that it needs no place of its own.
function joinTo(
  known: readonly Draft[],
  rule: DestinationRule,
  exportTo: ReadonlySet<string>,
): boolean {
  let separate = true;
  for (const existing of known) {
    const same = sameSet(exportTo, existing.exportTo);
    const wider =
      existing.exportTo.size > 0 && includes(exportTo, existing.exportTo);
    separate = !same;
    if (!same && !wider) continue;
    const selectors = selectorsOf(existing, rule);
    if (selectors === 'different') {
      separate = true;
      continue;
    }
    if (selectors === 'same') separate = false;
    join(existing, rule);
  }
  return !separate;
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

function single(rule: DestinationRule, exportTo: ReadonlySet<string>): Draft {
  const { workloadSelector, policy, subsets } = rule;
  return {
    namespace: rule.meta.namespace,
    from: [rule],
    exportTo,
    ...(workloadSelector && { workloadSelector }),
    ...(policy && { policy }),
    subsets: [...subsets],
    names: new Set(subsets.map(one => one.name)),
    isOfPolicies: false,
  };
}

// The first traffic policy wins whole, but over backend policies the last; subsets of new names are added.
function join(existing: Draft, rule: DestinationRule): void {
  existing.from.push(rule);
  existing.policy = existing.isOfPolicies
    ? overBackendPolicy(rule.policy, existing.policy)
    : existing.policy ?? rule.policy;
  const fresh = rule.subsets.filter(one => !existing.names.has(one.name));
  existing.subsets.push(...fresh);
  fresh.forEach(one => existing.names.add(one.name));
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
