/** Names of the small signs that stand beside every coloured word. */
export type GlyphName =
  | 'lock'
  | 'lock-dot'
  | 'lock-open'
  | 'half'
  | 'ring'
  | 'cross'
  | 'question'
  | 'nothing'
  | 'turn'
  | 'check'
  | 'about'
  | 'triangle'
  | 'info'
  | 'clock'
  | 'unfold'
  | 'muted';

interface Glyph {
  /** Outline, stroked. */
  readonly stroke?: string;
  /** Filled shape. */
  readonly fill?: string;
}

/** Paths in a box of 16 × 16. */
export const glyphs: Readonly<Record<GlyphName, Glyph>> = {
  lock: {
    stroke: 'M5 7V5a3 3 0 0 1 6 0v2',
    fill: 'M3.5 7h9v6.5h-9z',
  },
  'lock-dot': {
    stroke: 'M5 7V5a3 3 0 0 1 6 0v2M3.5 7h9v6.5h-9z',
    fill: 'M8 8.8a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  },
  'lock-open': {
    stroke: 'M5 7V4.5a3 3 0 0 1 5.6-1.4',
    fill: 'M3.5 7h9v6.5h-9z',
  },
  half: {
    stroke: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
    fill: 'M8 2.5a5.5 5.5 0 0 0 0 11z',
  },
  ring: { stroke: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z' },
  cross: { stroke: 'M3.5 3.5l9 9M12.5 3.5l-9 9' },
  question: {
    stroke: 'M5.3 5.6a2.7 2.7 0 1 1 4.2 2.3C8.5 8.6 8 9 8 10',
    fill: 'M8 11.6a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2z',
  },
  nothing: {
    stroke: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM4 12L12 4',
  },
  turn: { stroke: 'M3 12V8.5a3 3 0 0 1 3-3h6.5M9.5 2.5l3 3-3 3' },
  check: { stroke: 'M3 8.5l3.3 3.3L13 5' },
  about: {
    stroke: 'M3 6.5c2-2.5 4 1.5 6 0s3-1 4-2M3 11.5c2-2.5 4 1.5 6 0s3-1 4-2',
  },
  triangle: {
    stroke: 'M8 2.5l6 10.7H2zM8 6.5v3',
    fill: 'M8 10.7a.8.8 0 1 1 0 1.6.8.8 0 0 1 0-1.6z',
  },
  info: {
    stroke: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 7.5v3.3',
    fill: 'M8 4.7a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8z',
  },
  clock: {
    stroke: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 5v3.3l2.2 1.5',
  },
  muted: {
    stroke: 'M3 6.5v3h2.2L8 12V4L5.2 6.5zM10.5 6.3l3 3.4M13.5 6.3l-3 3.4',
  },
  unfold: { stroke: 'M4.5 6L8 2.5 11.5 6M4.5 10L8 13.5l3.5-3.5' },
};
