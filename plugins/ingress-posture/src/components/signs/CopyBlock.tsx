import { makeStyles } from '@material-ui/core/styles';
import { CodeBlock } from './CodeBlock';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  block: { margin: theme.spacing(1, 0, 2) },
  button: { marginTop: theme.spacing(1) },
}));

/** Text to take along, and the button that copies it. */
export function CopyBlock(props: {
  text: string;
  label: string;
  /** What the button says. */
  children: string;
}) {
  const { text, label, children } = props;
  const classes = useStyles();
  return (
    <div className={classes.block}>
      <CodeBlock text={text} label={label} />
      <div className={classes.button}>
        <CopyButton text={text}>{children}</CopyButton>
      </div>
    </div>
  );
}
