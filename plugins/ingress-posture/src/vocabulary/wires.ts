import { Outcome, Wire } from '@ingress-posture/engine';
import { Descriptor } from './descriptor';

/** How a hop's line is drawn. */
export type LineStyle = 'double' | 'single' | 'dashed' | 'dotted';

/** What is on a connection: words, sign, colour and line. */
export const wires: Readonly<
  Record<Wire, Descriptor & { readonly line: LineStyle }>
> = {
  'istio-mtls': {
    label: 'Istio mTLS',
    meaning: 'Encrypted, both ends with a mesh identity.',
    glyph: 'lock',
    tone: 'safe',
    line: 'double',
  },
  tls: {
    label: 'TLS',
    meaning: 'Encrypted by a proxy, without a mesh identity.',
    glyph: 'lock-dot',
    tone: 'encrypted',
    line: 'single',
  },
  'app-tls': {
    label: 'app TLS',
    meaning: 'Encrypted by the application; the mesh does not open it.',
    glyph: 'lock-dot',
    tone: 'encrypted',
    line: 'single',
  },
  plaintext: {
    label: 'plaintext',
    meaning: 'Readable by anyone on the way.',
    glyph: 'half',
    tone: 'exposed',
    line: 'dashed',
  },
  none: {
    label: 'nothing sent',
    meaning: 'Nothing leaves the first proxy.',
    glyph: 'nothing',
    tone: 'quiet',
    line: 'dotted',
  },
  unknown: {
    label: 'unknown wire',
    meaning: 'Could not be read.',
    glyph: 'question',
    tone: 'quiet',
    line: 'dotted',
  },
};

/** What becomes of a connection. `blocked` ones end in a cross before their target. */
export const outcomes: Readonly<
  Record<
    Outcome,
    {
      readonly label: string;
      readonly meaning: string;
      readonly blocked: boolean;
    }
  >
> = {
  accepted: {
    label: 'accepted',
    meaning: 'The far end takes it.',
    blocked: false,
  },
  rejected: {
    label: 'rejected',
    meaning: 'The far end refuses it.',
    blocked: true,
  },
  unroutable: {
    label: 'goes nowhere',
    meaning: 'No route or endpoint takes it on.',
    blocked: true,
  },
  redirected: {
    label: 'redirected to https',
    meaning: 'Answered with a redirect to https.',
    blocked: false,
  },
  unknown: {
    label: 'outcome unknown',
    meaning: 'Could not be read.',
    blocked: false,
  },
};

/** The descriptor of wire and outcome together: a blocked connection is a cross whatever its wire. */
export function describeHop(
  wire: Wire,
  outcome: Outcome,
): Descriptor & { readonly line: LineStyle; readonly blocked: boolean } {
  const { blocked } = outcomes[outcome];
  const base = wires[wire];
  return {
    ...base,
    label: `${base.label} · ${outcomes[outcome].label}`,
    meaning: `${base.meaning} ${outcomes[outcome].meaning}`,
    blocked,
    ...(blocked && { glyph: 'cross', tone: 'broken' }),
  };
}
