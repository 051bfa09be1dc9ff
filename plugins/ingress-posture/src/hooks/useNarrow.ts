import useMediaQuery from '@material-ui/core/useMediaQuery';

// The theme's "small", in ems: larger letters leave as little room as a smaller window.
const narrow = '(max-width: 59.99em)';
const tight = '(max-width: 99.99em)';

/** Whether there is little room beside the app's sidebar: on a phone, on a tablet upright, or zoomed in. */
export function useNarrow(): boolean {
  return useMediaQuery(narrow, { noSsr: true });
}

/** Whether there is room for most of a broad table: in a small window of a desktop. */
export function useTight(): boolean {
  return useMediaQuery(tight, { noSsr: true });
}
