import { Evidence } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { PlaceOf } from '../places';
import { EvidenceExcerpt } from './EvidenceExcerpt';
import { groupEvidence } from './groupEvidence';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    color: theme.palette.text.secondary,
    fontSize: '0.85rem',
    lineHeight: 1.6,
    overflowWrap: 'anywhere',
    '& + &': { marginTop: theme.spacing(0.5) },
  },
  excerpt: { marginBottom: theme.spacing(1.5) },
  object: { color: theme.palette.text.primary, fontWeight: 600 },
  code: { fontFamily: 'monospace', fontSize: '0.95em' },
  summary: { cursor: 'pointer', width: 'fit-content' },
}));

/**
 * What a verdict was read from: object, field, value and resourceVersion. The excerpt of each object's
 * YAML opens on demand, or stands there where `open` says so.
 */
export function EvidenceList(props: {
  evidence: readonly Evidence[];
  open?: boolean;
}) {
  const classes = useStyles();
  const text = useText();
  if (!props.evidence.length) return null;
  return (
    <ul className={classes.list} aria-label={text('common.evidence')}>
      {groupEvidence(props.evidence).map(group => (
        <li key={group.object} className={classes.item}>
          {group.evidence.map(({ field, value }) => (
            <div key={`${field} ${value}`}>
              <span className={classes.object}>{group.object}</span>
              {' · '}
              <span className={classes.code}>{field}</span>
              {value === '(absent)' ? ` ${text('evidence.absent')}` : ': '}
              {value !== '(absent)' && (
                <span className={classes.code}>{value}</span>
              )}
              {group.resourceVersion &&
                ` · ${text('evidence.revision', {
                  revision: group.resourceVersion,
                })}`}
            </div>
          ))}
          <details open={props.open}>
            <summary className={classes.summary}>
              {text('evidence.showExcerpt', { object: group.object })}
              <PlaceOf object={group.object} />
            </summary>
            <div className={classes.excerpt}>
              <EvidenceExcerpt {...group} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
