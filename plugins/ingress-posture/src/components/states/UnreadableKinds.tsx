import { UnreadableKind } from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { CopyBlock } from '../signs';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
  summary: { cursor: 'pointer' },
}));

/** Kinds that could not be read, why, and the RBAC rules that would change it. */
export function UnreadableKinds(props: { kinds: readonly UnreadableKind[] }) {
  const { kinds } = props;
  const classes = useStyles();
  const text = useText();
  const rules = [...new Set(kinds.flatMap(({ rbac }) => rbac ?? []))].join('');
  return (
    <>
      <ul className={classes.list}>
        {kinds.map(({ group, kind, reason }) => (
          <li key={`${group}/${kind}`}>
            <strong>{kind}</strong>
            {group && ` (${group})`}: {reason}
          </li>
        ))}
      </ul>
      {rules && (
        <details>
          <summary className={classes.summary}>{text('states.rules')}</summary>
          <CopyBlock text={rules} label={text('states.rulesLabel')}>
            {text('states.copyRules')}
          </CopyBlock>
        </details>
      )}
    </>
  );
}
