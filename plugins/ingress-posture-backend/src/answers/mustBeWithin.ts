import { NotAllowedError } from '@backstage/errors';
import type { WhatIfChange } from '@ingress-posture/engine';
import type { Sees } from '../watch/withinSight';

interface Named {
  readonly kind?: unknown;
  readonly metadata?: {
    readonly name?: unknown;
    readonly namespace?: unknown;
  };
}

/**
 * Throws where somebody who does not see everything would try objects outside the namespaces in which he
 * sees a Service: the answer tells whether they are there.
 */
export function mustBeWithin(
  { put = [], remove = [] }: WhatIfChange,
  sees: Sees,
): void {
  if (sees === 'all') return;
  const namespaces = new Set<unknown>(sees.map(({ namespace }) => namespace));
  for (const object of [...put, ...remove]) {
    const { kind, metadata } = (object ?? {}) as Named;
    const namespace =
      kind === 'Namespace' ? metadata?.name : metadata?.namespace;
    if (!namespaces.has(namespace)) {
      throw new NotAllowedError(
        `You may only try objects in namespaces in which you may see a Service, and ${String(
          kind,
        )} ${String(metadata?.name)} is in none`,
      );
    }
  }
}
