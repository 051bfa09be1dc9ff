import { Remedy, ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { useText } from '../../translation';
import { RemedyClaims } from './RemedyClaims';
import { RemedySteps } from './RemedySteps';
import { RemedyTools } from './RemedyTools';

const useStyles = makeStyles(theme => ({
  panel: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    padding: theme.spacing(1.5, 2),
    '& + &': { marginTop: theme.spacing(1.5) },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(0.75),
  },
}));

/** One way out: how far it gets, whether that is proven, what it costs, and its steps. */
export function RemedyPanel(props: {
  posture: ServicePosture;
  remedy: Remedy;
  open: boolean;
}) {
  const { posture, remedy } = props;
  const { standing, missing, costs, steps } = remedy;
  const classes = useStyles();
  const text = useText();
  const [open, setOpen] = useState(props.open);
  const id = useId();
  const count = text('common.count.steps', { count: steps.length });

  return (
    <article className={classes.panel} aria-labelledby={id}>
      <div className={classes.head}>
        <RemedyClaims id={id} remedy={remedy} />
        <RemedyTools
          posture={posture}
          remedy={remedy}
          open={open}
          onToggle={() => setOpen(!open)}
        />
      </div>
      <Typography variant="body2" color="textSecondary">
        {[steps.length ? `${count}.` : null, ...costs]
          .filter(Boolean)
          .join(' ')}
      </Typography>
      {standing !== 'proven' && missing && (
        <Typography variant="body2">
          {text('remedies.notProven', { missing })}
        </Typography>
      )}
      {open && steps.length > 0 && (
        <RemedySteps steps={steps} now={posture.posture} />
      )}
    </article>
  );
}
