import { Theme } from '@material-ui/core/styles';

/** How a block of code looks that scrolls where it is long. */
export function codeSurface({ palette }: Theme) {
  return {
    borderRadius: 4,
    overflow: 'auto',
    maxHeight: 420,
    fontFamily: 'monospace',
    fontSize: '0.85rem',
    lineHeight: 1.6,
    backgroundColor: palette.action.hover,
    color: palette.text.primary,
  };
}
