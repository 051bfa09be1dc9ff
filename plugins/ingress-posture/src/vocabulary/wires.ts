import { Outcome, Wire } from '@ingress-posture/engine';
import { Descriptor, Sign, Word } from './descriptor';

/** How a hop's line is drawn. */
export type LineStyle = 'double' | 'single' | 'dashed' | 'dotted';

/** What is on a connection: sign, colour and line. */
export const wireSigns: Readonly<
  Record<Wire, Sign & { readonly line: LineStyle }>
> = {
  'istio-mtls': { glyph: 'lock', tone: 'safe', line: 'double' },
  tls: { glyph: 'lock-dot', tone: 'encrypted', line: 'single' },
  'app-tls': { glyph: 'lock-dot', tone: 'encrypted', line: 'single' },
  plaintext: { glyph: 'half', tone: 'exposed', line: 'dashed' },
  none: { glyph: 'nothing', tone: 'quiet', line: 'dotted' },
  unknown: { glyph: 'question', tone: 'quiet', line: 'dotted' },
};

/** Outcomes whose line ends in a cross before its target. */
export const blockedOutcomes: Readonly<Record<Outcome, boolean>> = {
  accepted: false,
  rejected: true,
  unroutable: true,
  redirected: false,
  unknown: false,
};

/** How a hop is shown. */
export type HopLook = Descriptor & {
  readonly line: LineStyle;
  readonly blocked: boolean;
};

/** The look of wire and outcome together: a blocked connection is a cross whatever its wire. */
export function lookOf(
  wire: Wire,
  outcome: Outcome,
  wireWord: Word,
  outcomeWord: Word,
): HopLook {
  const blocked = blockedOutcomes[outcome];
  return {
    ...wireSigns[wire],
    label: `${wireWord.label} · ${outcomeWord.label}`,
    meaning: `${wireWord.meaning} ${outcomeWord.meaning}`,
    blocked,
    ...(blocked && { glyph: 'cross', tone: 'broken' }),
  };
}
