import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useClusters, useNow } from '../../hooks';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { Chip, clock, FleetLink } from '../signs';

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
  const text = useText();
  const { clusterStates } = useVocabulary();
  const clusters = useClusters().value?.items;
  const now = useNow();
  return (
    <div className={classes.line}>
      <Typography variant="body1" component="p">
        {total === undefined
          ? text('fleet.reading')
          : [
              text('common.count.services', { count: total }),
              clusters &&
                text('common.count.clusters', { count: clusters.length }),
            ]
              .filter(Boolean)
              .join(' · ')}
      </Typography>
      {clusters
        ?.filter(({ state }) => state !== 'synced')
        .map(({ name, state, since, message }) => (
          <FleetLink key={name} to="/clusters" underline="none">
            <Chip
              tone={clusterStates[state].tone}
              glyph={clusterStates[state].glyph}
              meaning={message ?? clusterStates[state].meaning}
            >
              {text('fleet.clusterSince', {
                cluster: name,
                state: clusterStates[state].label,
                time: clock(since, now),
              })}
            </Chip>
          </FleetLink>
        ))}
    </div>
  );
}
