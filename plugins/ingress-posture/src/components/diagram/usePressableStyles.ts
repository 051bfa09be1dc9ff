import { makeStyles } from '@material-ui/core/styles';

/** Pointer and focus ring of the diagram's buttons. */
export const usePressableStyles = makeStyles(theme => ({
  pressable: {
    cursor: 'pointer',
    outline: 'none',
    '&:hover .ring, &:focus-visible .ring': {
      stroke: theme.palette.primary.main,
      strokeWidth: 2.5,
    },
  },
}));
