import type { MtlsPosture, ServicePosture } from '@ingress-posture/engine';

const worstFirst: readonly MtlsPosture[] = [
  'rejected',
  'plaintext',
  'unmeshed',
  'app-tls',
  'permissive',
  'enforced',
  'unknown',
];

/** "3 services: 1 rejected, 2 enforced". */
export function countPostures(postures: readonly ServicePosture[]): string {
  const counts = worstFirst
    .map(posture => {
      const count = postures.filter(one => one.posture === posture).length;
      return { posture, count };
    })
    .filter(({ count }) => count > 0)
    .map(({ posture, count }) => `${count} ${posture}`);
  const services = postures.length === 1 ? 'service' : 'services';
  return [`${postures.length} ${services}`, counts.join(', ')]
    .filter(Boolean)
    .join(': ');
}
