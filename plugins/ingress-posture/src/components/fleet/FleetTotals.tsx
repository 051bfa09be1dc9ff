import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useClusters, useNow } from '../../hooks';
import { clusterStates } from '../../vocabulary';
import { Chip, clock } from '../signs';

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    minHeight: 28,
    marginBottom: theme.spacing(1.5),
  },
}));

/** How many services and clusters, and which clusters are not up to date. */
export function FleetTotals({ total }: { total: number | undefined }) {
  const classes = useStyles();
  const clusters = useClusters().value?.items ?? [];
  const now = useNow();
  return (
    <div className={classes.line}>
      <Typography variant="body1" component="p">
        {total === undefined
          ? 'Reading…'
          : `${total.toLocaleString()} ${
              total === 1 ? 'service' : 'services'
            } · ${clusters.length} ${
              clusters.length === 1 ? 'cluster' : 'clusters'
            }`}
      </Typography>
      {clusters
        .filter(({ state }) => state !== 'synced')
        .map(({ name, state, since, message }) => (
          <Chip
            key={name}
            tone={clusterStates[state].tone}
            glyph={clusterStates[state].glyph}
            meaning={message ?? clusterStates[state].meaning}
          >
            {name}: {clusterStates[state].label} since {clock(since, now)}
          </Chip>
        ))}
    </div>
  );
}
