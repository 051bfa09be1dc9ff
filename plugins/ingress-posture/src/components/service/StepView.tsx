import { RemedyStep } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { actions, postures } from '../../vocabulary';
import { CodeBlock, CopyButton, DescriptorChip } from '../signs';

import { FactList } from './FactList';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
  },
  code: {
    fontFamily: 'monospace',
    fontSize: '0.95em',
    whiteSpace: 'pre-wrap',
  },
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
        label={patch ? `YAML for ${object.kind} ${name}` : 'Command'}
      />
      <div className={classes.buttons}>
        {patch && (
          <CopyButton text={patch}>
            {action === 'create' ? 'Copy YAML' : 'Copy patch'}
          </CopyButton>
        )}
        <CopyButton text={command}>Copy kubectl command</CopyButton>
      </div>
      <FactList
        facts={[
          ['Apply', patch && <span className={classes.code}>{command}</span>],
          [
            'Verify',
            <>
              <span className={classes.code}>{verify.command}</span>
              <br />
              {verify.expect}
            </>,
          ],
          ['Undo', <span className={classes.code}>{undo}</span>],
          [
            'Then',
            after && (
              <DescriptorChip
                descriptor={postures[after]}
                prefix="this page shows"
              />
            ),
          ],
        ]}
      />
    </>
  );
}
