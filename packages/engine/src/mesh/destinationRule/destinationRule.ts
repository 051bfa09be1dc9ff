// Which DestinationRule holds: istio pilot/pkg/model/push_context.go SetDestinationRules, destinationRule;
// sidecar.go DestinationRule.
import type { ClusterState } from '../../state/clusterState';
import { deriveEach, groupBy, within } from '../../state/derived';
import {
  DestinationRule,
  destinationRules,
} from '../../state/kinds/destinationRule';
import type { Pod } from '../../state/kinds/pod';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import { discoveryKinds, isDiscovered } from '../controlPlane/discovery';
import { backendTls } from './backendTlsPolicy';
import { MergedRule, RulesByHost } from './destinationRuleMerge';
import { meshConfig } from '../controlPlane/meshConfig';
import { byAge } from '../registry/registry';
import { meshConfigFor } from '../controlPlane/revision';

/** What the DestinationRules of one namespace are good for. */
interface RuleBook {
  /** For clients of the namespace. */
  readonly local: RulesByHost;
  /** For clients of others. */
  readonly exported: RulesByHost;
  /** What the namespace keeps to itself: all that its clients follow where it is the root namespace. */
  readonly kept: RulesByHost;
}

const ruleBook = deriveEach(
  namespace => [
    within(destinationRules, namespace),
    backendTls(namespace),
    ...discoveryKinds,
  ],
  (state, namespace): RuleBook => {
    const mesh = state.read(meshConfig);
    const book = {
      local: new RulesByHost(),
      exported: new RulesByHost(),
      kept: new RulesByHost(),
    };
    if (!isDiscovered(state, namespace)) return book;
    const privateByDefault = mesh.defaultDestinationRuleExportTo.includes('.');
    const sorted = [...state.inNamespace(destinationRules, namespace)].sort(
      (a, b) => byAge(a.meta, b.meta),
    );
    const merge = (rule: DestinationRule) => {
      const exportTo = exportsOf(rule);
      if (isLocal(exportTo, namespace)) book.local.merge(rule, exportTo);
      const isPrivate =
        exportTo.size === 0
          ? privateByDefault
          : exportTo.size === 1 &&
            (exportTo.has('.') || exportTo.has(namespace));
      (isPrivate ? book.kept : book.exported).merge(rule, exportTo);
    };
    // Those for some workloads come first, then what has no date, which is made of policies: push_context.go
    // sortConfigBySelectorAndCreationTime.
    sorted.filter(one => one.workloadSelector).forEach(merge);
    const policies = state.read(backendTls(namespace));
    for (const [host, own] of groupBy(policies, one => [one.host])) {
      book.local.begin(host, namespace, own);
      const other = privateByDefault ? book.kept : book.exported;
      other.begin(host, namespace, own);
    }
    sorted.filter(one => !one.workloadSelector).forEach(merge);
    return book;
  },
);

// A rule for some workloads only never leaves its namespace.
function exportsOf(rule: DestinationRule): ReadonlySet<string> {
  return rule.workloadSelector ? new Set(['.']) : new Set(rule.exportTo ?? []);
}

function isLocal(exportTo: ReadonlySet<string>, namespace: string): boolean {
  return (
    exportTo.size === 0 ||
    exportTo.has('*') ||
    exportTo.has('.') ||
    exportTo.has(namespace)
  );
}

/** Who follows rules. Which namespace is the root is for the control plane of its pod to say. */
export interface RuleClient {
  readonly namespace: string;
  readonly labels: Labels;
  readonly pod?: Pod;
}

/**
 * The rule that clients of a namespace with these labels follow towards a host: their own
 * namespace's, else what the service's namespace exports to them, else what the root namespace does.
 */
export function destinationRuleFor(
  state: ClusterState,
  client: RuleClient,
  service: { readonly hostname: string; readonly namespace: string },
): MergedRule | undefined {
  const { rootNamespace } = client.pod
    ? meshConfigFor(state, client.pod)
    : state.read(meshConfig);
  const own = state.read(ruleBook(client.namespace));
  const { hostname } = service;
  const found =
    (client.namespace === rootNamespace ? own.kept : own.local).for(hostname) ??
    exportedRules(state, service.namespace, hostname, client) ??
    exportedRules(state, rootNamespace, hostname, client);
  return found && chooseFor(client, found);
}

function exportedRules(
  state: ClusterState,
  owner: string,
  hostname: string,
  client: { readonly namespace: string },
): readonly MergedRule[] | undefined {
  const found = state.read(ruleBook(owner)).exported.for(hostname);
  const seen = found?.filter(
    ({ exportTo }) =>
      exportTo.size === 0 ||
      exportTo.has('*') ||
      exportTo.has(client.namespace) ||
      (exportTo.has('.') && owner === client.namespace),
  );
  return seen && seen.length > 0 ? seen : undefined;
}

// One that selects the client comes first; of those for everybody, the last.
function chooseFor(
  client: { readonly namespace: string; readonly labels: Labels },
  rules: readonly MergedRule[],
): MergedRule | undefined {
  let general: MergedRule | undefined;
  for (const rule of rules) {
    const { workloadSelector } = rule;
    if (!workloadSelector) general = rule;
    else if (
      rule.namespace === client.namespace &&
      matchesLabels(workloadSelector, client.labels)
    ) {
      return rule;
    }
  }
  return general;
}
