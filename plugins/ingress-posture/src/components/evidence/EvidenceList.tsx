import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { Evidence } from '@ingress-posture/engine';
import { useState } from 'react';
import { useText } from '../../translation';
import { PlaceOf } from '../places';
import { forcedColoursEdges } from '../signs';
import { EvidenceExcerpt } from './EvidenceExcerpt';
import { groupEvidence, ObjectEvidence } from './groupEvidence';

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
  toggle: {
    marginLeft: theme.spacing(1),
    padding: theme.spacing(0, 0.75),
    borderRadius: 4,
    font: 'inherit',
    verticalAlign: 'baseline',
    color: theme.palette.primary.main,
    backgroundColor: theme.palette.action.hover,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    ...forcedColoursEdges,
  },
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
          <EvidenceItem group={group} open={props.open ?? false} />
        </li>
      ))}
    </ul>
  );
}

function EvidenceItem(props: { group: ObjectEvidence; open: boolean }) {
  const { object, resourceVersion, evidence } = props.group;
  const classes = useStyles();
  const text = useText();
  const [open, setOpen] = useState(props.open);
  return (
    <>
      {evidence.map(({ field, value }, index) => (
        <div key={`${field} ${value}`}>
          <span className={classes.object}>{object}</span>
          {' · '}
          <span className={classes.code}>{field}</span>
          {value === '(absent)' ? ` ${text('evidence.absent')}` : ': '}
          {value !== '(absent)' && (
            <span className={classes.code}>{value}</span>
          )}
          {resourceVersion &&
            ` · ${text('evidence.revision', { revision: resourceVersion })}`}
          {index === evidence.length - 1 && (
            <>
              <PlaceOf object={object} />
              <ButtonBase
                className={classes.toggle}
                aria-expanded={open}
                aria-label={text('evidence.showExcerpt', { object })}
                onClick={() => setOpen(!open)}
              >
                {open ? '▾' : '▸'} YAML
              </ButtonBase>
            </>
          )}
        </div>
      ))}
      {open && (
        <div className={classes.excerpt}>
          <EvidenceExcerpt {...props.group} />
        </div>
      )}
    </>
  );
}
