import { WhatIfObject } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { Chip } from '../signs';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, paddingLeft: theme.spacing(3) },
  name: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
}));

/** What somebody who asked will not have meant. */
const noEffect: ReadonlySet<WhatIfObject['effect']> = new Set([
  'absent',
  'ignored',
  'same',
]);

/** What was made of each object: those that no rule reads, and those that were not found, say so. */
export function ObjectList(props: { objects: readonly WhatIfObject[] }) {
  const classes = useStyles();
  const text = useText();
  return (
    <ul className={classes.list}>
      {props.objects.map(({ effect, kind, namespace, name }, index) => (
        <li key={index}>
          {kind}{' '}
          <span className={classes.name}>
            {[namespace, name].filter(Boolean).join('/')}
          </span>{' '}
          <Chip
            tone={noEffect.has(effect) ? 'exposed' : 'quiet'}
            glyph={noEffect.has(effect) ? 'triangle' : undefined}
            meaning={text(`whatIf.effect.${effect}Meaning`)}
          >
            {text(`whatIf.effect.${effect}`)}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
