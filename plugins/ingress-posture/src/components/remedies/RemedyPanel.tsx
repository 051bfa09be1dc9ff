import { Remedy, ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { Chip, DescriptorChip, SmallButton, SmallLink } from '../signs';
import { CompareButton } from './CompareButton';
import { RemedySteps } from './RemedySteps';
import { usePullRequestLink } from './usePullRequestLink';

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
  claims: {
    flex: '1 1 240px',
    minWidth: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
  },
  title: {
    fontWeight: 700,
    marginRight: theme.spacing(0.5),
    overflowWrap: 'anywhere',
  },
}));

/** One way out: how far it gets, whether that is proven, what it costs, and its steps. */
export function RemedyPanel(props: {
  posture: ServicePosture;
  remedy: Remedy;
  open: boolean;
}) {
  const { posture, remedy } = props;
  const { title, reaches, standing, missing, costs, steps } = remedy;
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  const [open, setOpen] = useState(props.open);
  const id = useId();
  const proven = standing === 'proven';
  const pullRequest = usePullRequestLink(posture, remedy);
  const count = text('common.count.steps', { count: steps.length });

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
            prefix={text(proven ? 'remedies.reaches' : 'remedies.aimsAt')}
          />
          <Chip
            tone="quiet"
            glyph={proven ? 'check' : 'info'}
            meaning={proven ? text('remedies.provenMeaning') : missing}
          >
            {text(proven ? 'remedies.proven' : 'remedies.advice')}
          </Chip>
        </div>
        <div className={classes.tools}>
          {proven && pullRequest && (
            <SmallLink
              to={pullRequest}
              aria-label={text('remedies.pullRequestOf', { title })}
            >
              {text('remedies.pullRequest')}
            </SmallLink>
          )}
          {proven && <CompareButton posture={posture} remedy={remedy} />}
          {steps.length > 0 && (
            <SmallButton
              aria-expanded={open}
              aria-label={text(open ? 'remedies.hideOf' : 'remedies.showOf', {
                title,
              })}
              onClick={() => setOpen(!open)}
            >
              {text(open ? 'remedies.hide' : 'remedies.show')}
            </SmallButton>
          )}
        </div>
      </div>
      <Typography variant="body2" color="textSecondary">
        {[steps.length ? `${count}.` : null, ...costs]
          .filter(Boolean)
          .join(' ')}
      </Typography>
      {!proven && missing && (
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
