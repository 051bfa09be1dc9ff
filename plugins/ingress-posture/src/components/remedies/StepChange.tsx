import { RemedyStep } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useText } from '../../translation';
import { CodeBlock, DiffBlock, SmallButton } from '../signs';
import { diffOf } from './diffOf';

const useStyles = makeStyles(theme => ({
  ways: {
    display: 'flex',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
}));

const ways = ['diff', 'patch'] as const;

/** What a step changes, line by line, or as what is applied; its command where it changes no object. */
export function StepChange({ step }: { step: RemedyStep }) {
  const { action, object, patch, command } = step;
  const classes = useStyles();
  const text = useText();
  const [way, setWay] = useState<(typeof ways)[number]>('diff');
  const diff = diffOf(step);
  const name = [object.namespace, object.name].filter(Boolean).join('/');
  const spoken = { object: `${object.kind} ${name}` };
  const words = {
    diff: text('diff.diff'),
    patch: text(action === 'create' ? 'diff.yaml' : 'diff.patch'),
  };
  if (!diff) {
    return (
      <CodeBlock
        text={patch || command}
        label={
          patch ? text('remedies.yamlFor', spoken) : text('remedies.command')
        }
      />
    );
  }
  return (
    <>
      {patch && (
        <div
          role="group"
          aria-label={text('diff.shownAs')}
          className={classes.ways}
        >
          {ways.map(one => (
            <SmallButton
              key={one}
              aria-pressed={one === way}
              color={one === way ? 'primary' : 'default'}
              variant={one === way ? 'contained' : 'outlined'}
              disableElevation
              onClick={() => setWay(one)}
            >
              {words[one]}
            </SmallButton>
          ))}
        </div>
      )}
      {patch && way === 'patch' ? (
        <CodeBlock text={patch} label={text('remedies.yamlFor', spoken)} />
      ) : (
        <DiffBlock
          diff={diff}
          label={text('diff.of', {
            ...spoken,
            removed: linesWith('-', diff),
            added: linesWith('+', diff),
          })}
        />
      )}
    </>
  );
}

function linesWith(sign: '+' | '-', diff: string): string {
  const lines = diff.split('\n').filter(line => line.startsWith(sign));
  return String(lines.length);
}
