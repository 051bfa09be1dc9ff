import { MtlsPosture } from '@ingress-posture/engine';
import { Sign } from './descriptor';

/** mTLS postures in the order of docs/concepts.md: worst first, `unknown` last. */
export const postureSigns: Readonly<Record<MtlsPosture, Sign>> = {
  rejected: { glyph: 'cross', tone: 'broken' },
  plaintext: { glyph: 'half', tone: 'exposed' },
  unmeshed: { glyph: 'ring', tone: 'outside' },
  'app-tls': { glyph: 'lock-dot', tone: 'encrypted' },
  permissive: { glyph: 'lock-open', tone: 'lenient' },
  enforced: { glyph: 'lock', tone: 'safe' },
  unknown: { glyph: 'question', tone: 'quiet' },
};

/** Postures, worst first. */
export const postureOrder = Object.keys(postureSigns) as readonly MtlsPosture[];

/** Sorts worst first. */
export function comparePostures(one: MtlsPosture, other: MtlsPosture): number {
  return postureOrder.indexOf(one) - postureOrder.indexOf(other);
}
