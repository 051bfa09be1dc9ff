import type { KubeObject } from '../state/meta';

/** What a completed object carries: the sentence that a verdict on it has as its caveat. */
export const completedBy = 'ingress-posture.io/completed';

/** What a verdict leans on that rests on an object which no cluster has shown. */
export function completionCaveats(
  object: KubeObject | undefined,
): readonly string[] {
  const sentence = object?.meta.annotations[completedBy];
  return sentence === undefined ? [] : [sentence];
}
