import { GlyphName } from './glyphs';
import { Tone } from './tones';

/** How a word of the domain is shown: in text, in shape, in colour. */
export interface Descriptor {
  readonly label: string;
  /** What the word means, for tooltips. */
  readonly meaning: string;
  readonly glyph: GlyphName;
  readonly tone: Tone;
}
