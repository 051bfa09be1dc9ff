import { Arrival } from '@ingress-posture/engine';
import { ConnectionAnswer } from '@ingress-posture/plugin-ingress-posture-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { CertaintyNote, ReasonList } from '../reasons';
import { DescriptorChip } from '../signs';

const useStyles = makeStyles(theme => ({
  arrival: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    padding: theme.spacing(1.5, 2),
    margin: theme.spacing(1, 0),
  },
  title: { overflowWrap: 'anywhere' },
}));

/** Where a connection ends, on what wire, whether it is taken, and why. */
export function ConnectionAnswerView(props: { answer: ConnectionAnswer }) {
  const { from, arrivals } = props.answer;
  const text = useText();
  return (
    <>
      <Typography variant="body2">
        {from
          ? text('connect.opened', { from })
          : text('connect.openedOutside')}{' '}
        {text('connect.ends', { count: arrivals.length })}
      </Typography>
      {arrivals.map((arrival, index) => (
        <ArrivalView key={index} arrival={arrival} />
      ))}
    </>
  );
}

function ArrivalView({ arrival }: { arrival: Arrival }) {
  const { pod, port, wire, outcome, why, certainty, caveats, reasons } =
    arrival;
  const classes = useStyles();
  const text = useText();
  const words = useVocabulary();
  return (
    <article className={classes.arrival}>
      <Typography
        component="h3"
        variant="subtitle1"
        className={classes.title}
        gutterBottom
      >
        <DescriptorChip descriptor={words.hop(wire, outcome)} />{' '}
        {pod ? `${pod}:${port}` : text('connect.nowhere')}
      </Typography>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {why}
      </Typography>
      <ReasonList reasons={reasons} />
      <CertaintyNote
        certainty={certainty}
        caveats={caveats}
        cluster={undefined}
      />
    </article>
  );
}
