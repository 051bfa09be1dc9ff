import { GlyphName } from './glyphs';
import { Tone } from './tones';

/** How a word of the domain is shown without words: in shape and in colour. */
export interface Sign {
  readonly glyph: GlyphName;
  readonly tone: Tone;
}

/** A word of the domain and what it means, in the reader's language. */
export interface Word {
  readonly label: string;
  /** For tooltips. */
  readonly meaning: string;
}

/** How a word of the domain is shown: in text, in shape, in colour. */
export interface Descriptor extends Sign, Word {}
