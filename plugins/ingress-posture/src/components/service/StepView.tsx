import { RemedyStep } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { actions, postures } from '../../vocabulary';
import { CopyButton, DescriptorChip } from '../signs';
import { CodeBlock } from './CodeBlock';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.75, 2),
    margin: 0,
    fontSize: '0.875rem',
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  code: { fontFamily: 'monospace', fontSize: '0.95em' },
}));

/** One step: on which object, the patch, the command, how to verify it and how to take it back. */
export function StepView(props: { step: RemedyStep }) {
  const { action, object, patch, command, verify, undo, after } = props.step;
  const classes = useStyles();
  const name = [object.namespace, object.name].filter(Boolean).join('/');
  return (
    <>
      <Typography variant="body2" gutterBottom>
        {actions[action]} {object.kind} <strong>{name}</strong>
      </Typography>
      <CodeBlock
        text={patch || command}
        label={patch ? `Patch of ${object.kind} ${name}` : 'Command'}
      />
      <div className={classes.buttons}>
        {patch && <CopyButton text={patch}>Copy patch</CopyButton>}
        <CopyButton text={command}>Copy kubectl command</CopyButton>
      </div>
      <dl className={classes.facts}>
        {patch && (
          <>
            <dt>Apply</dt>
            <dd className={classes.code}>{command}</dd>
          </>
        )}
        <dt>Verify</dt>
        <dd>
          <span className={classes.code}>{verify.command}</span>
          <br />
          {verify.expect}
        </dd>
        <dt>Undo</dt>
        <dd className={classes.code}>{undo}</dd>
        {after && (
          <>
            <dt>Then</dt>
            <dd>
              <DescriptorChip descriptor={postures[after]} prefix="this page shows" />
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
