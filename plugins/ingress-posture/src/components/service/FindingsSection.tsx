import { ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { findingTitle, useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { EvidenceList } from '../evidence';
import { Chip, DescriptorChip, FindingCode, Section } from '../signs';
import { AlikeFindings, alikeFindings } from './alikeFindings';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: { '& + &': { marginTop: theme.spacing(2) } },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  title: { fontWeight: 600 },
  silenced: { marginTop: theme.spacing(1.5) },
  summary: {
    cursor: 'pointer',
    fontSize: '0.85rem',
    color: theme.palette.text.secondary,
  },
}));

/** What was found: severity, code, and on demand what it was read from. */
export function FindingsSection(props: { posture: ServicePosture }) {
  const classes = useStyles();
  const text = useText();
  const all = alikeFindings(props.posture.findings);
  const open = all.filter(({ finding }) => !finding.silenced);
  const silenced = all.filter(({ finding }) => finding.silenced);
  return (
    <Section title={text('aside.findings')} note={String(open.length)}>
      {open.length === 0 && (
        <Typography variant="body2">{text('aside.noFindings')}</Typography>
      )}
      <FindingList findings={open} />
      {silenced.length > 0 && (
        <details className={classes.silenced}>
          <summary className={classes.summary}>
            {text('aside.silencedCount', { count: silenced.length })}
          </summary>
          <FindingList findings={silenced} />
        </details>
      )}
    </Section>
  );
}

function FindingList({ findings }: { findings: readonly AlikeFindings[] }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {findings.map(({ finding, count }, index) => (
        <li key={`${finding.code} ${index}`} className={classes.item}>
          <FindingItem finding={finding} count={count} />
        </li>
      ))}
    </ul>
  );
}

function FindingItem({ finding, count }: AlikeFindings) {
  const { code, severity, detail, evidence, silenced } = finding;
  const classes = useStyles();
  const text = useText();
  const { severities } = useVocabulary();
  return (
    <>
      <div className={classes.head}>
        {silenced ? (
          <Chip tone="quiet" glyph="muted">
            {text('aside.silenced')}
          </Chip>
        ) : (
          <DescriptorChip descriptor={severities[severity]} />
        )}
        <FindingCode code={code} />
        <Typography component="span" variant="body1" className={classes.title}>
          {findingTitle(finding, text)}
        </Typography>
        {count > 1 && (
          <Chip tone="quiet">{text('aside.times', { count })}</Chip>
        )}
      </div>
      <Typography variant="body2" color="textSecondary">
        {detail}
      </Typography>
      {silenced && (
        <Typography variant="body2">
          {text('aside.silencedBy', silenced)}
        </Typography>
      )}
      {evidence.length > 0 && (
        <details>
          <summary className={classes.summary}>
            {text('common.evidence')}
          </summary>
          <EvidenceList evidence={evidence} />
        </details>
      )}
    </>
  );
}
