import { MtlsPosture, RemedyStep } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { PlaceOf, PlaceToCreate } from '../places';
import { CopyButton, DescriptorChip, FactList } from '../signs';
import { StepChange } from './StepChange';

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

interface StepProps {
  readonly step: RemedyStep;
  /** What the page shows now, where it is about one service. */
  readonly now?: MtlsPosture;
}

/** One step: on which object, what changes, the command, how to verify it and how to take it back. */
export function StepView(props: StepProps) {
  const { action, object, patch, command, managedBy } = props.step;
  const classes = useStyles();
  const text = useText();
  const { actions } = useVocabulary();
  const name = [object.namespace, object.name].filter(Boolean).join('/');
  return (
    <>
      <Typography variant="body2" gutterBottom>
        {actions[action]} {object.kind} <strong>{name}</strong>
        {action === 'create' ? (
          <PlaceToCreate />
        ) : (
          <PlaceOf object={`${object.kind} ${name}`} />
        )}
      </Typography>
      {managedBy && (
        <Typography variant="body2" gutterBottom>
          {managedBy}
        </Typography>
      )}
      <StepChange step={props.step} />
      <div className={classes.buttons}>
        {patch && (
          <CopyButton text={patch}>
            {text(
              action === 'create' ? 'remedies.copyYaml' : 'remedies.copyPatch',
            )}
          </CopyButton>
        )}
        <CopyButton text={command}>{text('remedies.copyCommand')}</CopyButton>
      </div>
      <StepFacts {...props} />
    </>
  );
}

/** The command, how to verify that it worked, how to take it back, and what the page shows then. */
function StepFacts({ step, now }: StepProps) {
  const { patch, diff, command, verify, undo, after } = step;
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  return (
    <FactList
      facts={[
        [
          text('remedies.apply'),
          (patch || diff) && <span className={classes.code}>{command}</span>,
        ],
        [
          text('remedies.verify'),
          <>
            <span className={classes.code}>{verify.command}</span>
            <br />
            {text('remedies.prints', { output: verify.expect })}
          </>,
        ],
        [text('remedies.undo'), <span className={classes.code}>{undo}</span>],
        [
          text('remedies.then'),
          after && (
            <DescriptorChip
              descriptor={postures[after]}
              prefix={text(
                after === now
                  ? 'remedies.pageStillShows'
                  : 'remedies.pageShows',
              )}
            />
          ),
        ],
      ]}
    />
  );
}
