import useMediaQuery from '@material-ui/core/useMediaQuery';

// The theme's "small", in ems: larger letters leave as little room as a smaller window.
const narrow = '(max-width: 59.99em)';

/** Whether there is little room beside the app's sidebar: on a phone, on a tablet upright, or zoomed in. */
export function useNarrow(): boolean {
  return useMediaQuery(narrow, { noSsr: true });
}
