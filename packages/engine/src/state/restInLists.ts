import type { KindDefinition } from './kindDefinition';
import type { KubeObject } from './meta';
import { sameValue } from './sameValue';

/** Of a kind whose rest is for lists, the object with the metadata that is known, where it is the same to all rules. */
export function withKnownMeta(
  { restInLists }: KindDefinition,
  before: KubeObject,
  now: KubeObject,
): KubeObject {
  const { kind, meta } = before;
  return restInLists && saysTheSame({ kind, meta }, { kind, meta: now.meta })
    ? { ...now, meta }
    : now;
}

/** Whether nothing but the rest of an object, which is for lists, is another. */
export function isRest(
  { restInLists }: KindDefinition,
  before: KubeObject | undefined,
  after: KubeObject | undefined,
): boolean {
  return restInLists === true && after?.meta === before?.meta;
}

/** Whether two versions of an object are the same to all rules. */
export function saysTheSame(before: KubeObject, now: KubeObject): boolean {
  const resourceVersion = undefined;
  const [a, b] = [before, now].map(one => ({
    ...one,
    meta: { ...one.meta, resourceVersion },
  }));
  return sameValue(a, b);
}
