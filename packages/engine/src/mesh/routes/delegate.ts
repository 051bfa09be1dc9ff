// Routes that a VirtualService hands to another: istio pilot/pkg/model/virtualservice.go mergeVirtualServicesIfNeeded.
import type {
  HttpRule,
  RouteMatch,
  TextMatch,
} from '../../state/kinds/virtualService';

/** Rules of a delegate inside the rule that names it; those that contradict it drop out. */
export function mergeDelegate(
  root: HttpRule,
  delegate: readonly HttpRule[],
): readonly HttpRule[] {
  return delegate.flatMap(rule => {
    const matches = mergeMatches(root.matches, rule.matches);
    return matches ? [{ ...inherited(root), ...rule, matches }] : [];
  });
}

// Of what the root says besides, the delegate gets what it does not say itself: mergeHTTPRoute.
function inherited({ rewrite, headers, mirrors }: HttpRule) {
  return {
    ...(rewrite && { rewrite }),
    ...(headers && { headers }),
    ...(mirrors && { mirrors }),
  };
}

// Every match of the delegate must find one of the root that it does not contradict.
function mergeMatches(
  root: readonly RouteMatch[],
  leaves: readonly RouteMatch[],
): readonly RouteMatch[] | undefined {
  if (root.length === 0) return leaves;
  if (leaves.length === 0) return root;
  const merged: RouteMatch[] = [];
  for (const leaf of leaves) {
    const fitting = root.filter(one => !contradicts(one, leaf));
    if (fitting.length === 0) return undefined;
    merged.push(...fitting.map(one => mergeMatch(one, leaf)));
  }
  return merged;
}

function mergeMatch(root: RouteMatch, leaf: RouteMatch): RouteMatch {
  return {
    ...root,
    ...leaf,
    gateways: leaf.gateways.length > 0 ? leaf.gateways : root.gateways,
    sourceLabels: { ...root.sourceLabels, ...leaf.sourceLabels },
    asksMore: root.asksMore || leaf.asksMore,
    metPlainly: root.metPlainly && leaf.metPlainly,
  };
}

function contradicts(root: RouteMatch, leaf: RouteMatch): boolean {
  return (
    textsContradict(root.uri, leaf.uri) ||
    textsContradict(root.authority, leaf.authority) ||
    root.ignoreUriCase !== leaf.ignoreUriCase ||
    (root.port !== undefined &&
      leaf.port !== undefined &&
      root.port !== leaf.port) ||
    (root.sourceNamespace !== undefined &&
      root.sourceNamespace !== leaf.sourceNamespace) ||
    Object.entries(leaf.sourceLabels).some(
      ([name, value]) => (root.sourceLabels[name] ?? value) !== value,
    ) ||
    gatewaysContradict(root.gateways, leaf.gateways)
  );
}

function gatewaysContradict(
  root: readonly string[],
  leaf: readonly string[],
): boolean {
  if (root.length === 0 || leaf.length === 0) return false;
  return root.length < leaf.length || leaf.some(one => !root.includes(one));
}

function textsContradict(
  root: TextMatch | undefined,
  leaf: TextMatch | undefined,
): boolean {
  if (!root || !leaf) return false;
  if (root.type === 'regex' || leaf.type === 'regex') return true;
  if (root.type === 'exact') {
    return leaf.type === 'prefix' || leaf.value !== root.value;
  }
  return !leaf.value.startsWith(root.value);
}
