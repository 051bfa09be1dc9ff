/** What a colour says; every use of one also says it in words and by a glyph. */
export type Tone =
  | 'broken'
  | 'exposed'
  | 'outside'
  | 'encrypted'
  | 'lenient'
  | 'safe'
  | 'quiet';

/** Colours of a tone in one theme. `ink` on `surface` and `onSolid` on `solid` reach 4.5 : 1. */
export interface ToneColours {
  /** Lines and text. */
  readonly ink: string;
  /** Background of a chip. */
  readonly surface: string;
  /** Background of a bar segment. */
  readonly solid: string;
  readonly onSolid: string;
}

/** The two themes of Backstage. */
export type ThemeName = 'light' | 'dark';

const white = '#ffffff';

/** Colours per tone and theme; the inks are those of the design's wire table. */
export const tones: Readonly<
  Record<Tone, Readonly<Record<ThemeName, ToneColours>>>
> = {
  broken: {
    light: {
      ink: '#b3261e',
      surface: '#fdecea',
      solid: '#b3261e',
      onSolid: white,
    },
    dark: {
      ink: '#ff8f86',
      surface: '#3d1b1b',
      solid: '#b3261e',
      onSolid: white,
    },
  },
  exposed: {
    light: {
      ink: '#a45a00',
      surface: '#fff3e0',
      solid: '#a45a00',
      onSolid: white,
    },
    dark: {
      ink: '#ffb65c',
      surface: '#3a2910',
      solid: '#a45a00',
      onSolid: white,
    },
  },
  outside: {
    light: {
      ink: '#6b5942',
      surface: '#f4eee5',
      solid: '#75634c',
      onSolid: white,
    },
    dark: {
      ink: '#d3bfa3',
      surface: '#353029',
      solid: '#75634c',
      onSolid: white,
    },
  },
  encrypted: {
    light: {
      ink: '#2457a6',
      surface: '#e8effb',
      solid: '#2457a6',
      onSolid: white,
    },
    dark: {
      ink: '#8ab4f8',
      surface: '#1b2a45',
      solid: '#2457a6',
      onSolid: white,
    },
  },
  lenient: {
    light: {
      ink: '#2f7350',
      surface: '#edf7f1',
      solid: '#3f7f5d',
      onSolid: white,
    },
    dark: {
      ink: '#8fd8b2',
      surface: '#1d332a',
      solid: '#3f7f5d',
      onSolid: white,
    },
  },
  safe: {
    light: {
      ink: '#1b7f4d',
      surface: '#e9f8ef',
      solid: '#146c40',
      onSolid: white,
    },
    dark: {
      ink: '#5fd39a',
      surface: '#12332a',
      solid: '#146c40',
      onSolid: white,
    },
  },
  quiet: {
    light: {
      ink: '#5c6370',
      surface: '#eef0f4',
      solid: '#5c6370',
      onSolid: white,
    },
    dark: {
      ink: '#a3abba',
      surface: '#2f3136',
      solid: '#5c6370',
      onSolid: white,
    },
  },
};

/** Grounds that text stands on in the diagram, by theme. */
export const grounds: Readonly<
  Record<
    ThemeName,
    {
      readonly canvas: string;
      readonly node: string;
      readonly nodeLine: string;
      readonly mesh: string;
      readonly meshLine: string;
      readonly meshInk: string;
      readonly region: string;
      readonly text: string;
      readonly faint: string;
    }
  >
> = {
  light: {
    canvas: '#ffffff',
    node: '#ffffff',
    nodeLine: '#cfd4dc',
    mesh: '#f0f8f3',
    meshLine: '#8cc5a5',
    meshInk: '#1b7f4d',
    region: '#b3bac6',
    text: '#1c2330',
    faint: '#5c6370',
  },
  dark: {
    canvas: '#2a2a2a',
    node: '#333333',
    nodeLine: '#5e5e5e',
    mesh: '#1f302a',
    meshLine: '#3f8465',
    meshInk: '#5fd39a',
    region: '#666666',
    text: '#f2f2f2',
    faint: '#b8b8b8',
  },
};
