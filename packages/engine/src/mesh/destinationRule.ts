// Which DestinationRule holds: istio pilot/pkg/model/push_context.go SetDestinationRules, destinationRule;
// sidecar.go DestinationRule.
import { derive } from '../state/derived';
import { backendTlsPolicies } from '../state/kinds/backendTlsPolicy';
import {
  DestinationRule,
  destinationRules,
} from '../state/kinds/destinationRule';
import { services } from '../state/kinds/service';
import type { Labels } from '../state/read';
import { matchesLabels } from '../state/selector';
import { discovered, discoveryKinds } from './discovery';
import { BackendTls, backendTls, withBackendTls } from './backendTlsPolicy';
import { MergedRule, RulesByHost } from './destinationRuleMerge';
import { meshConfig } from './meshConfig';
import { byAge } from './registry';

interface RuleBook {
  readonly rootNamespace: string;
  readonly local: ReadonlyMap<string, RulesByHost>;
  readonly exported: ReadonlyMap<string, RulesByHost>;
  /** Rules that the root namespace keeps to itself. */
  readonly rootPrivate: RulesByHost;
}

export const ruleBook = derive(
  [destinationRules, backendTlsPolicies, services, ...discoveryKinds],
  (state): RuleBook => {
    const mesh = state.read(meshConfig);
    const local = new Map<string, RulesByHost>();
    const exported = new Map<string, RulesByHost>();
    const rootPrivate = new RulesByHost();
    const privateByDefault = mesh.defaultDestinationRuleExportTo.includes('.');
    const sorted = [...discovered(state, destinationRules)].sort((a, b) =>
      byAge(a.meta, b.meta),
    );
    for (const rule of sorted) {
      const { namespace } = rule.meta;
      const exportTo = exportsOf(rule);
      if (isLocal(exportTo, namespace)) {
        bookOf(local, namespace).merge(rule, exportTo);
      }
      const isPrivate =
        exportTo.size === 0
          ? privateByDefault
          : exportTo.size === 1 &&
            (exportTo.has('.') || exportTo.has(namespace));
      if (!isPrivate) bookOf(exported, namespace).merge(rule, exportTo);
      else if (namespace === mesh.rootNamespace) {
        rootPrivate.merge(rule, exportTo);
      }
    }
    for (const one of backendTls(state)) {
      const { namespace } = one.policy.meta;
      addBackendTls(bookOf(local, namespace), one);
      addBackendTls(bookOf(exported, namespace), one);
    }
    return { rootNamespace: mesh.rootNamespace, local, exported, rootPrivate };
  },
);

function addBackendTls(book: RulesByHost, one: BackendTls): void {
  const known = book.at(one.host);
  const index = known.findIndex(rule => !rule.workloadSelector);
  const added = withBackendTls(known[index], one);
  book.set(
    one.host,
    index < 0
      ? [...known, added]
      : known.map((rule, at) => (at === index ? added : rule)),
  );
}

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

function bookOf(
  books: Map<string, RulesByHost>,
  namespace: string,
): RulesByHost {
  const known = books.get(namespace);
  if (known) return known;
  const book = new RulesByHost();
  books.set(namespace, book);
  return book;
}

/**
 * The rule that clients of a namespace with these labels follow towards a host: their own
 * namespace's, else what the service's namespace exports to them, else what the root namespace does.
 */
export function destinationRuleFor(
  book: RuleBook,
  client: { readonly namespace: string; readonly labels: Labels },
  service: { readonly hostname: string; readonly namespace: string },
): MergedRule | undefined {
  const found =
    ownRules(book, client.namespace, service.hostname) ??
    exportedRules(book, service.namespace, service.hostname, client) ??
    exportedRules(book, book.rootNamespace, service.hostname, client);
  return found && chooseFor(client, found);
}

function ownRules(
  book: RuleBook,
  namespace: string,
  hostname: string,
): readonly MergedRule[] | undefined {
  const own =
    namespace === book.rootNamespace
      ? book.rootPrivate
      : book.local.get(namespace);
  return own?.for(hostname);
}

function exportedRules(
  book: RuleBook,
  owner: string,
  hostname: string,
  client: { readonly namespace: string },
): readonly MergedRule[] | undefined {
  const exported = book.exported.get(owner);
  const found = exported?.for(hostname);
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
