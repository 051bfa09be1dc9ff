import type { RemedyStep } from '@ingress-posture/engine';

/** What names a Kubernetes object. */
export type ObjectName = RemedyStep['object'];

/** An object as people say it: `Service shop/cart`. */
export function describeObject({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
