import { Reason } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { EvidenceList } from '../evidence';
import { RuleSource } from './RuleSource';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0, counterReset: 'reason' },
  item: {
    position: 'relative',
    padding: theme.spacing(0, 0, 2, 5),
    counterIncrement: 'reason',
    '&::before': {
      content: 'counter(reason)',
      position: 'absolute',
      left: 0,
      top: 0,
      width: 26,
      height: 26,
      borderRadius: 13,
      textAlign: 'center',
      lineHeight: '26px',
      fontSize: '0.8rem',
      fontWeight: 600,
      backgroundColor: theme.palette.action.selected,
    },
    '&:not(:last-child)::after': {
      content: '""',
      position: 'absolute',
      left: 12,
      top: 28,
      bottom: 2,
      borderLeft: `2px solid ${theme.palette.divider}`,
    },
    '&:last-child': { paddingBottom: theme.spacing(0.5) },
  },
}));

/** A reason, and the connection that it is about. */
export interface PlacedReason extends Reason {
  readonly about?: string;
}

/** A chain of reasons in reading order, each with what it was read from and the rule it follows. */
export function ReasonList(props: {
  reasons: readonly PlacedReason[];
  /** Whether the excerpts of the evidence stand open. */
  openEvidence?: boolean;
}) {
  const classes = useStyles();
  const text = useText();
  return (
    <ol className={classes.list} aria-label={text('detail.why')}>
      {props.reasons.map(
        ({ text: sentence, evidence, source, about }, index) => (
          <li key={index} className={classes.item}>
            {about && (
              <Typography variant="caption" color="textSecondary">
                {about}
              </Typography>
            )}
            <Typography variant="body1">{sentence}</Typography>
            <EvidenceList evidence={evidence} open={props.openEvidence} />
            {source && <RuleSource source={source} />}
          </li>
        ),
      )}
    </ol>
  );
}
