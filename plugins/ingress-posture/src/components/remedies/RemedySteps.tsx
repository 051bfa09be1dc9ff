import { MtlsPosture, RemedyStep } from '@ingress-posture/engine';
import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { usePrinting } from '../../hooks';
import { useText } from '../../translation';
import { forcedColours } from '../signs';
import { StepView } from './StepView';

const useStyles = makeStyles(theme => ({
  steps: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: theme.spacing(1.5, 0, 1),
  },
  step: {
    padding: theme.spacing(0.5, 1.25),
    borderRadius: 4,
    fontSize: '0.875rem',
    backgroundColor: theme.palette.action.hover,
    boxShadow: `inset 0 0 0 1px transparent`,
    ...forcedColours,
  },
  shown: {
    boxShadow: `inset 0 0 0 2px ${theme.palette.primary.main}`,
    fontWeight: 600,
  },
}));

interface StepsProps {
  readonly steps: readonly RemedyStep[];
  /** What the page shows now, where it is about one service. */
  readonly now?: MtlsPosture;
}

/** The steps in their order, one of them open; on paper all of them. */
export function RemedySteps(props: StepsProps) {
  const { steps } = props;
  const classes = useStyles();
  const text = useText();
  const [chosen, setChosen] = useState(0);
  // A live update may leave fewer steps than before.
  const shown = Math.min(chosen, steps.length - 1);
  if (usePrinting()) return <PrintedSteps {...props} />;
  return (
    <>
      <div
        role="group"
        aria-label={text('remedies.steps')}
        className={classes.steps}
      >
        {steps.map(({ title }, index) => (
          <ButtonBase
            key={title}
            focusRipple
            aria-pressed={index === shown}
            className={`${classes.step} ${
              index === shown ? classes.shown : ''
            }`}
            onClick={() => setChosen(index)}
          >
            {index + 1} {title}
          </ButtonBase>
        ))}
      </div>
      <StepView step={steps[shown]} now={props.now} />
    </>
  );
}

function PrintedSteps({ steps, now }: StepsProps) {
  return (
    <ol>
      {steps.map(step => (
        <li key={step.title}>
          <Typography variant="body1">{step.title}</Typography>
          <StepView step={step} now={now} />
        </li>
      ))}
    </ol>
  );
}
