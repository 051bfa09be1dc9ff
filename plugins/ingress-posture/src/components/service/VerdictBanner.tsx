import { Path, ServicePosture } from '@ingress-posture/engine';
import { StoredPosture } from '@ingress-posture/plugin-ingress-posture-common';
import Card from '@material-ui/core/Card';
import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useNow, useThemeName } from '../../hooks';
import { Text, useText } from '../../translation';
import { tones, useVocabulary, vocabularyOf } from '../../vocabulary';
import { remediesAnchor, unmendedErrors } from '../remedies';
import { age, Chip, DescriptorChip, Flash, forcedColoursEdges } from '../signs';
import { Freshness, FreshnessProps } from './Freshness';

const useStyles = makeStyles(theme => ({
  card: {
    display: 'flex',
    // Backstage's theme stacks what is in a card.
    flexDirection: 'row',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5, 2.5),
    padding: theme.spacing(2, 2.5),
    borderLeft: '6px solid',
    ...forcedColoursEdges,
  },
  words: { flex: '1 1 320px', minWidth: 0 },
  sentence: {
    fontSize: '1.3rem',
    fontWeight: 600,
    lineHeight: 1.35,
    margin: 0,
    overflowWrap: 'anywhere',
  },
  marks: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.75),
    justifyContent: 'flex-end',
    alignItems: 'center',
  },
  side: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    gap: theme.spacing(0.5),
    [theme.breakpoints.down('sm')]: { alignItems: 'flex-start' },
  },
}));

/** What is so: one chip, one sentence, how sure, where and how fresh. */
export function VerdictBanner(
  props: { stored: StoredPosture } & Pick<
    FreshnessProps,
    'cluster' | 'confirmedAt'
  >,
) {
  const { stored, cluster, confirmedAt } = props;
  const { posture, sentence, certainty, caveats } = stored.posture;
  const classes = useStyles();
  const text = useText();
  const { certainties, postures } = useVocabulary();
  const descriptor = postures[posture];
  const since = age(useNow() - Date.parse(stored.since));
  const certain = certainties[certainty];

  return (
    <Card
      className={classes.card}
      style={{ borderLeftColor: tones[descriptor.tone][useThemeName()].ink }}
    >
      <Flash value={posture}>
        <DescriptorChip descriptor={descriptor} large />
      </Flash>
      <div className={classes.words}>
        <Typography component="h2" className={classes.sentence}>
          <Flash value={sentence}>{sentence}</Flash>
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {summarise(stored.posture, text)}{' '}
          {text('verdict.lasts', { posture: descriptor.label, age: since })}
        </Typography>
        <WayOut posture={stored.posture} />
      </div>
      <div className={classes.side}>
        <div className={classes.marks}>
          <Chip
            tone="quiet"
            glyph={certain.glyph}
            meaning={[certain.meaning, ...caveats].join(' ')}
          >
            {certain.label}
          </Chip>
          <Chip tone="quiet" meaning={text('verdict.cluster')}>
            {stored.posture.cluster}
          </Chip>
        </div>
        <Freshness
          stale={stored.stale}
          observedAt={stored.observedAt}
          cluster={cluster}
          confirmedAt={confirmedAt}
        />
      </div>
    </Card>
  );
}

/** The remedy that reaches farthest, where it mends what is so; the rest stands further down. */
function WayOut({ posture }: { posture: ServicePosture }) {
  const text = useText();
  const proven = posture.remedies.find(one => one.standing === 'proven');
  if (!proven || unmendedErrors(posture).length > 0) return null;
  return (
    <Typography variant="body2">
      {text('remedies.title')}:{' '}
      <Link href={`#${remediesAnchor}`}>{proven.title}</Link>
    </Typography>
  );
}

const safe = ['enforced', 'permissive'];

/** "1 of 2 paths from outside arrives over Istio mTLS. Mode: mixed." */
function summarise(
  { paths, mode, partial, endpoints }: ServicePosture,
  text: Text,
): string {
  const inMesh = String(endpoints.sidecar + endpoints.ambient);
  const ready = String(endpoints.ready);
  return [
    countPaths(paths, text),
    text('verdict.mode', { mode: vocabularyOf(text).modes[mode].label }),
    partial && text('verdict.partial', { inMesh, ready }),
  ]
    .filter(Boolean)
    .join(' ');
}

function countPaths(paths: readonly Path[], text: Text): string {
  const good = paths.filter(({ posture }) => safe.includes(posture)).length;
  if (paths.length === 0) return text('verdict.noPath');
  if (paths.length === 1) {
    return text(good ? 'verdict.onePathGood' : 'verdict.onePathBad');
  }
  return text('verdict.paths', { count: good, total: String(paths.length) });
}
