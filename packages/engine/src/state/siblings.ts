import type { KubeObject } from './meta';
import { sameValue } from './sameValue';

/**
 * Pods of one ReplicaSet are alike but for a few fields: what two of them have in common is kept once.
 * That is most of what a large cluster would take.
 */
export class Siblings {
  readonly #last = new Map<string, KubeObject>();

  /** The object, made of the parts of the last one with the same owner where these are the same. */
  sharing<T extends KubeObject>(object: T, kept: number): T {
    const { owner, namespace } = object.meta;
    if (!owner) return object;
    // Owners go, too: who is left is remembered again as objects come.
    if (this.#last.size > kept + 1000) this.#last.clear();
    const key = `${object.kind} ${namespace}/${owner.kind}/${owner.name}`;
    const sibling = this.#last.get(key) as T | undefined;
    const own = sibling
      ? { ...shared(object, sibling), meta: shared(object.meta, sibling.meta) }
      : object;
    this.#last.set(key, own);
    return own;
  }
}

function shared<T extends object>(one: T, other: T): T {
  const made = { ...one };
  for (const field of Object.keys(made) as (keyof T)[]) {
    if (sameValue(made[field], other[field])) made[field] = other[field];
  }
  return made;
}
