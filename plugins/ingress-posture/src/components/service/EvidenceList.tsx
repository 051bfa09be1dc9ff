import { Evidence } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    color: theme.palette.text.secondary,
    fontSize: '0.85rem',
    lineHeight: 1.6,
    overflowWrap: 'anywhere',
  },
  object: { color: theme.palette.text.primary, fontWeight: 600 },
  code: { fontFamily: 'monospace', fontSize: '0.95em' },
}));

/** What a verdict was read from: object, field, value and resourceVersion. */
export function EvidenceList(props: { evidence: readonly Evidence[] }) {
  const classes = useStyles();
  if (!props.evidence.length) return null;
  return (
    <ul className={classes.list} aria-label="Evidence">
      {props.evidence.map(({ object, field, value, resourceVersion }) => (
        <li key={`${object} ${field}`} className={classes.item}>
          <span className={classes.object}>{object}</span>
          {' · '}
          <span className={classes.code}>{field}</span>
          {value === '(absent)' ? ' is absent' : ': '}
          {value !== '(absent)' && (
            <span className={classes.code}>{value}</span>
          )}
          {resourceVersion && ` · rev ${resourceVersion}`}
        </li>
      ))}
    </ul>
  );
}
