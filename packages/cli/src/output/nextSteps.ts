import type { MtlsPosture, ServicePosture } from '@ingress-posture/engine';

/** Where a table leaves somebody who reads it for the first time; nothing where all is well. */
export function nextSteps(
  postures: readonly ServicePosture[],
): readonly string[] {
  if (postures.some(({ posture }) => isBad(posture))) {
    return [
      'explain NAMESPACE/NAME says what a verdict was read from, and fix NAMESPACE/NAME prints the ways out.',
    ];
  }
  return postures.some(({ posture }) => posture === 'unknown')
    ? ['explain NAMESPACE/NAME says what makes a verdict unknown.']
    : [];
}

function isBad(posture: MtlsPosture): boolean {
  return posture !== 'enforced' && posture !== 'unknown';
}
