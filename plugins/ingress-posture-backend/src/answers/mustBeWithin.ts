import { NotAllowedError } from '@backstage/errors';
import { kindOf, type WhatIfChange } from '@ingress-posture/engine';
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
    const { kind, metadata } = namesOf(object);
    if (!namespaces.has(namespaceOf(object))) {
      throw new NotAllowedError(
        `You may only try objects in namespaces in which you may see a Service, and ${String(
          kind,
        )} ${String(metadata?.name)} is in none`,
      );
    }
  }
}

/** The namespace that an object is or is in; none of what belongs to the whole cluster, whatever its manifest says. */
function namespaceOf(object: unknown): unknown {
  const { kind, metadata } = namesOf(object);
  if (kind === 'Namespace') return metadata?.name;
  return kindOf(object)?.namespaced === false ? undefined : metadata?.namespace;
}

function namesOf(object: unknown): Named {
  return (object ?? {}) as Named;
}
