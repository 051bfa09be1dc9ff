import { makeStyles } from '@material-ui/core/styles';

const printed = '[data-print="ingress-posture"]';

/** On paper only what has `data-print` is seen, without what can be pressed, and nothing is cut off. */
export const usePrintStyles = makeStyles({
  '@global': {
    '@media print': {
      body: { visibility: 'hidden' },
      [`${printed}, ${printed} *`]: { visibility: 'visible' },
      [printed]: {
        position: 'absolute',
        left: 0,
        top: 0,
        width: '100%',
        // Chips and lines say what they say by colour, too.
        printColorAdjust: 'exact',
      },
      [`${printed} button`]: { display: 'none' },
      [`${printed} pre`]: { maxHeight: 'none', whiteSpace: 'pre-wrap' },
      [`${printed} section`]: { breakInside: 'avoid' },
    },
  },
});
