import { MtlsPosture } from '@ingress-posture/engine';
import { Descriptor } from './descriptor';

/** mTLS postures in the order of docs/concepts.md: worst first, `unknown` last. */
export const postures: Readonly<Record<MtlsPosture, Descriptor>> = {
  rejected: {
    label: 'rejected',
    meaning: 'A path cannot work: clients get errors.',
    glyph: 'cross',
    tone: 'broken',
  },
  plaintext: {
    label: 'plaintext',
    meaning: 'A connection inside the cluster is plaintext, and it is taken.',
    glyph: 'half',
    tone: 'exposed',
  },
  unmeshed: {
    label: 'unmeshed',
    meaning: 'No ready endpoint is in the mesh.',
    glyph: 'ring',
    tone: 'outside',
  },
  'app-tls': {
    label: 'app TLS',
    meaning: 'Every connection is encrypted, one without a mesh identity.',
    glyph: 'lock-dot',
    tone: 'encrypted',
  },
  permissive: {
    label: 'permissive',
    meaning:
      'Every path arrives over Istio mTLS; plaintext would be taken as well.',
    glyph: 'lock-open',
    tone: 'lenient',
  },
  enforced: {
    label: 'enforced',
    meaning: 'Every path arrives over Istio mTLS; nothing else is taken.',
    glyph: 'lock',
    tone: 'safe',
  },
  unknown: {
    label: 'unknown',
    meaning: 'Not enough could be read to say.',
    glyph: 'question',
    tone: 'quiet',
  },
};

/** Postures, worst first. */
export const postureOrder = Object.keys(postures) as readonly MtlsPosture[];

/** Sorts worst first. */
export function comparePostures(one: MtlsPosture, other: MtlsPosture): number {
  return postureOrder.indexOf(one) - postureOrder.indexOf(other);
}
