/**
 * What is chosen or has the focus, where the reader's colours take the place of the theme's: backgrounds and
 * shadows, which tell it otherwise, are not drawn there.
 */
export const forcedColours = {
  '@media (forced-colors: active)': {
    '&[aria-pressed="true"]': {
      outline: '3px solid Highlight',
      outlineOffset: -3,
    },
    '&:focus-visible': { outline: '3px solid ButtonText', outlineOffset: -3 },
  },
} as const;
