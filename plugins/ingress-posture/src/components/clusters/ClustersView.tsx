import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useClusters } from '../../hooks';
import { useText } from '../../translation';
import { LoadError, Nothing } from '../states';
import { ViewRoot } from '../ViewRoot';
import { ClusterCard } from './ClusterCard';

const useStyles = makeStyles(theme => ({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(440px, 100%), 1fr))',
    gap: theme.spacing(2),
    alignItems: 'start',
  },
}));

/** Every configured cluster: how fresh it is, and what it hides. */
export function ClustersView() {
  const classes = useStyles();
  const text = useText();
  const { value, error, retry } = useClusters();
  return (
    <ViewRoot>
      {error && (
        <LoadError error={error} hasContent={Boolean(value)} onRetry={retry} />
      )}
      {!value && !error && (
        <Skeleton variant="rect" height={220} animation={false} />
      )}
      {value?.items.length === 0 && (
        <Nothing
          title={text('clusters.none')}
          description={text('clusters.noneHelp')}
        />
      )}
      <div className={classes.grid}>
        {value?.items.map(cluster => (
          <ClusterCard key={cluster.name} cluster={cluster} />
        ))}
      </div>
    </ViewRoot>
  );
}
