import { makeStyles } from '@material-ui/core/styles';
import { codeSurface } from './codeSurface';

const useStyles = makeStyles(theme => ({
  block: {
    ...codeSurface(theme),
    margin: 0,
    padding: theme.spacing(1.5),
  },
}));

/** Text to copy, as it is; the keyboard can scroll it. */
export function CodeBlock(props: { text: string; label: string }) {
  const classes = useStyles();
  return (
    <pre
      className={classes.block}
      role="group"
      aria-label={props.label}
      // A scrollable region must be reachable by keyboard (WCAG 2.1.1).
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {props.text.trimEnd()}
    </pre>
  );
}
