import { Path, ServicePosture } from '@ingress-posture/engine';
import { StoredPosture } from '@ingress-posture/plugin-ingress-posture-common';
import Card from '@material-ui/core/Card';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useNow, useThemeName } from '../../hooks';
import { certainties, modes, postures, tones } from '../../vocabulary';
import { age, Chip, DescriptorChip, Flash } from '../signs';
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
    [theme.breakpoints.down('xs')]: { alignItems: 'flex-start' },
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
          {summarise(stored.posture)} {descriptor.label} for {since}.
        </Typography>
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
          <Chip tone="quiet" meaning="The cluster it was read from">
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

const safe = ['enforced', 'permissive'];

/** "1 of 2 paths from outside arrives over Istio mTLS. Mode: mixed." */
function summarise({
  paths,
  mode,
  partial,
  endpoints,
}: ServicePosture): string {
  const inMesh = endpoints.sidecar + endpoints.ambient;
  return [
    countPaths(paths),
    `Mode: ${modes[mode].label}.`,
    partial &&
      `Only ${inMesh} of ${endpoints.ready} endpoints are in the mesh.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function countPaths(paths: readonly Path[]): string {
  const good = paths.filter(({ posture }) => safe.includes(posture)).length;
  if (paths.length === 0) return 'No path from outside.';
  if (paths.length === 1) {
    return `Its one path from outside ${
      good ? 'arrives' : 'does not arrive'
    } over Istio mTLS.`;
  }
  return `${good} of ${paths.length} paths from outside ${
    good === 1 ? 'arrives' : 'arrive'
  } over Istio mTLS.`;
}
