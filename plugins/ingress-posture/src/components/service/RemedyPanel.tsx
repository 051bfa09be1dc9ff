import { Remedy } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { postures } from '../../vocabulary';
import { Chip, DescriptorChip, SmallButton } from '../signs';
import { RemedySteps } from './RemedySteps';

const useStyles = makeStyles(theme => ({
  panel: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    padding: theme.spacing(1.5, 2),
    '& + &': { marginTop: theme.spacing(1.5) },
  },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
  claims: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
  title: { fontWeight: 700, marginRight: theme.spacing(0.5) },
}));

/** One way out: how far it gets, whether that is proven, what it costs, and its steps. */
export function RemedyPanel(props: { remedy: Remedy; open: boolean }) {
  const { remedy } = props;
  const { title, reaches, standing, missing, costs, steps } = remedy;
  const classes = useStyles();
  const [open, setOpen] = useState(props.open);
  const id = useId();
  const proven = standing === 'proven';
  const count = `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;

  return (
    <article className={classes.panel} aria-labelledby={id}>
      <div className={classes.head}>
        <div className={classes.claims}>
          <Typography
            id={id}
            component="h4"
            variant="body1"
            className={classes.title}
          >
            {title}
          </Typography>
          <DescriptorChip
            descriptor={postures[reaches]}
            prefix={proven ? 'reaches' : 'aims at'}
          />
          <Chip
            tone="quiet"
            glyph={proven ? 'check' : 'info'}
            meaning={
              proven
                ? 'Applied step by step to a copy of the cluster’s state; after the last one this posture was reached, and nothing broke on the way.'
                : missing
            }
          >
            {proven ? 'proven' : 'advice'}
          </Chip>
        </div>
        {steps.length > 0 && (
          <SmallButton
            aria-expanded={open}
            aria-label={`${open ? 'Hide' : 'Show'} the steps of: ${title}`}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide' : 'Show'}
          </SmallButton>
        )}
      </div>
      <Typography variant="body2" color="textSecondary">
        {[steps.length ? `${count}.` : null, ...costs]
          .filter(Boolean)
          .join(' ')}
      </Typography>
      {!proven && missing && (
        <Typography variant="body2">Not proven: {missing}</Typography>
      )}
      {open && steps.length > 0 && <RemedySteps steps={steps} />}
    </article>
  );
}
