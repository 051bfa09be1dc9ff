import type { KindDefinition } from '@ingress-posture/engine';
import { Document, Scalar, YAMLSeq } from 'yaml';

type Kind = Pick<
  KindDefinition,
  'group' | 'plural' | 'names' | 'purpose' | 'kind'
>;

/**
 * The ClusterRole that reads exactly these kinds, as YAML. Kinds that are read by name get a rule
 * of their own; a list or watch needs a field selector on the name to be allowed by it.
 * Source: Kubernetes, "Using RBAC Authorization", "Referring to resources".
 */
export function clusterRole(kinds: readonly Kind[], name: string): string {
  const groups = [...new Set(kinds.map(kind => kind.group))];
  const document = new Document({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: groups.flatMap(group =>
      rulesOf(kinds.filter(kind => kind.group === group)),
    ),
  });
  return document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    singleQuote: true,
  });
}

function rulesOf(kinds: readonly Kind[]) {
  const atLarge = kinds.filter(kind => !kind.names);
  const byName = kinds.filter(kind => kind.names);
  return [
    ...(atLarge.length > 0 ? [rule(atLarge)] : []),
    ...byName.map(kind => rule([kind])),
  ];
}

function rule(kinds: readonly Kind[]) {
  const [{ group, names }] = kinds;
  return {
    apiGroups: inline([group]),
    resources: kinds.map(resource),
    ...(names && { resourceNames: inline(names) }),
    verbs: inline(['get', 'list', 'watch']),
  };
}

/** A list on one line: [a, b]. */
function inline(items: readonly string[]): YAMLSeq<string> {
  const list = new YAMLSeq<string>();
  list.flow = true;
  list.items.push(...items);
  return list;
}

function resource({ plural, purpose }: Kind): Scalar<string> {
  const scalar = new Scalar(plural);
  scalar.comment = ` ${purpose}`;
  return scalar;
}
