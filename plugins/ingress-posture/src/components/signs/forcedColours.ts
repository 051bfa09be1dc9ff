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

/** What stands out by its ground or its shadow alone has an edge where neither is drawn. */
export const forcedColoursEdges = {
  '@media (forced-colors: active)': {
    outline: '1px solid CanvasText',
    outlineOffset: -1,
    '&:focus-visible': { outline: '3px solid ButtonText', outlineOffset: -3 },
  },
} as const;
