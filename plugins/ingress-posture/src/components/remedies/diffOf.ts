import { RemedyStep } from '@ingress-posture/engine';

/** What a step changes, as a unified diff: of a new object every line is. Undefined where it changes no object. */
export function diffOf({
  action,
  patch,
  diff,
}: Pick<RemedyStep, 'action' | 'patch' | 'diff'>): string | undefined {
  return action === 'create' ? patch.trimEnd().replace(/^/gm, '+') : diff;
}
