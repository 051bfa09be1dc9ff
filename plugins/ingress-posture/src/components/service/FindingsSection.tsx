import { Finding, ServicePosture } from '@ingress-posture/engine';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useFindingUrl } from '../../hooks';
import { severities } from '../../vocabulary';
import { DescriptorChip } from '../signs';
import { EvidenceList } from './EvidenceList';
import { Section } from './Section';

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
  summary: {
    cursor: 'pointer',
    fontSize: '0.85rem',
    color: theme.palette.text.secondary,
  },
}));

/** What was found: severity, code, and on demand what it was read from. */
export function FindingsSection(props: { posture: ServicePosture }) {
  const { findings } = props.posture;
  const classes = useStyles();
  return (
    <Section title="Findings" note={String(findings.length)}>
      {findings.length === 0 && (
        <Typography variant="body2">Nothing to report.</Typography>
      )}
      <ul className={classes.list}>
        {findings.map((finding, index) => (
          <li key={`${finding.code} ${index}`} className={classes.item}>
            <FindingItem finding={finding} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FindingItem({ finding }: { finding: Finding }) {
  const { code, severity, title, detail, evidence } = finding;
  const classes = useStyles();
  const url = useFindingUrl(code);
  return (
    <>
      <div className={classes.head}>
        <DescriptorChip descriptor={severities[severity]} />
        {url ? <Link to={url}>{code}</Link> : <span>{code}</span>}
        <Typography component="span" variant="body1" className={classes.title}>
          {title}
        </Typography>
      </div>
      <Typography variant="body2" color="textSecondary">
        {detail}
      </Typography>
      {evidence.length > 0 && (
        <details>
          <summary className={classes.summary}>Evidence</summary>
          <EvidenceList evidence={evidence} />
        </details>
      )}
    </>
  );
}
