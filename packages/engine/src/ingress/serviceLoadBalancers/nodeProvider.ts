import { deriveValue } from '../../state/derived';
import { Node, nodes } from '../../state/kinds/node';

/** Whose machines the nodes are, by the scheme of their spec.providerID. */
export type NodeProvider =
  | { readonly kind: 'one'; readonly scheme: string; readonly node: Node }
  | { readonly kind: 'several'; readonly schemes: readonly string[] }
  | { readonly kind: 'none' };

export const nodeProvider = deriveValue([nodes], (state): NodeProvider => {
  const byScheme = new Map<string, Node>();
  for (const node of state.list(nodes)) {
    const scheme = schemeOf(node.providerId);
    if (scheme !== undefined && !byScheme.has(scheme)) {
      byScheme.set(scheme, node);
    }
  }
  const found = [...byScheme];
  if (found.length === 0) return { kind: 'none' };
  if (found.length > 1) {
    return { kind: 'several', schemes: found.map(([scheme]) => scheme).sort() };
  }
  const [[scheme, node]] = found;
  return { kind: 'one', scheme, node };
});

/** Two clouds write their ids without a scheme: Oracle an OCID, Alibaba `<region>.<instance>`. */
function schemeOf(providerId: string | undefined): string | undefined {
  if (providerId === undefined) return undefined;
  const end = providerId.indexOf('://');
  if (end > 0) return providerId.slice(0, end);
  if (providerId.startsWith('ocid1.')) return 'oci';
  return /^[a-z]{2}-[a-z0-9-]+\.i-\w+$/.test(providerId)
    ? 'alicloud'
    : undefined;
}
