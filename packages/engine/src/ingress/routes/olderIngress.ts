import type { Ingress } from '../../state/kinds/ingress';

/**
 * The order in which ingress-nginx takes Ingresses: the oldest first, of equals the one that comes
 * later in the alphabet (internal/ingress/controller/store/store.go, sortIngressSlice).
 */
export function olderIngress(
  { meta: a }: Ingress,
  { meta: b }: Ingress,
): number {
  const [first, second] = [
    `${a.namespace}/${a.name}`,
    `${b.namespace}/${b.name}`,
  ];
  return a.created - b.created || (first > second ? -1 : 1);
}
