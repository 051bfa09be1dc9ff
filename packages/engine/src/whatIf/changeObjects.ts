import type { ClusterState } from '../state/clusterState';
import { kindOf } from '../state/kinds';
import { at, text } from '../state/read';
import type { WhatIfObject } from './whatIfAnswer';

// Istio lets the oldest of several objects win: what is applied today must not pass for an old one.
const now = Date.parse('9999-12-31T00:00:00Z');

/** Puts an object on a copy of the state, and says what that did. */
export function putOn(copy: ClusterState, object: unknown): WhatIfObject {
  const before = standing(copy, object);
  const taken = copy.upsert(createdAt(object, before?.meta.created ?? now));
  const after = standing(copy, object);
  const same = JSON.stringify(before) === JSON.stringify(after);
  return {
    effect: taken ? effectOf(before !== undefined, same) : 'ignored',
    ...named(object),
  };
}

/** Takes an object away from a copy of the state; only its kind and name are read. */
export function takeAway(copy: ClusterState, object: unknown): WhatIfObject {
  const known = kindOf(object) !== undefined;
  const removed = copy.remove(object);
  const effect = removed ? 'removed' : 'absent';
  return { effect: known ? effect : 'ignored', ...named(object) };
}

/** An object as the API server keeps it, which knows itself when it was created, whatever a manifest says. */
function createdAt(object: unknown, created: number): unknown {
  const { creationTimestamp: _, ...metadata } = Object(at(object, 'metadata'));
  const creationTimestamp = new Date(created).toISOString();
  return {
    ...Object(object),
    metadata: { ...metadata, ...(created > 0 && { creationTimestamp }) },
  };
}

function effectOf(existed: boolean, same: boolean): WhatIfObject['effect'] {
  if (!existed) return 'created';
  return same ? 'same' : 'replaced';
}

function standing(state: ClusterState, object: unknown) {
  const kind = kindOf(object);
  const found =
    kind &&
    state.get(
      kind,
      text(object, 'metadata', 'namespace') ?? '',
      text(object, 'metadata', 'name') ?? '',
    );
  if (!found) return undefined;
  // Versions differ with every write, and files have none.
  const { resourceVersion: _, ...meta } = found.meta;
  return { ...found, meta };
}

function named(object: unknown): Omit<WhatIfObject, 'effect'> {
  const namespace = text(object, 'metadata', 'namespace');
  return {
    apiVersion: text(object, 'apiVersion') ?? '',
    kind: text(object, 'kind') ?? '',
    ...(namespace !== undefined && { namespace }),
    name: text(object, 'metadata', 'name') ?? '',
  };
}
