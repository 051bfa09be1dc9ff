import { ServiceSortKey } from '@ingress-posture/plugin-ingress-posture-common';
import Card from '@material-ui/core/Card';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useClusters, useSearchState } from '../../hooks';
import { useText } from '../../translation';
import { LoadError, Nothing } from '../states';
import { defaultColumns, FleetColumn } from './columns';
import { FleetFilters } from './FleetFilters';
import { FleetGroups } from './FleetGroups';
import { FleetNumbers } from './FleetNumbers';
import { readFleetQuery, readGrouping } from './fleetQuery';
import { FleetShares } from './FleetShares';
import { FleetTable } from './FleetTable';
import { FleetTotals } from './FleetTotals';
import { UnclaimedNotice } from './UnclaimedNotice';
import { useFleet } from './useFleet';

const useStyles = makeStyles(theme => ({
  card: { padding: theme.spacing(2, 2.5) },
}));

const noChoices = {
  vendor: [],
  owner: [],
  system: [],
  namespace: [],
  environment: [],
};

/** All services of all clusters; the page's address is its state. */
export function FleetView(props: { columns?: readonly FleetColumn[] }) {
  const classes = useStyles();
  const text = useText();
  const [search, change] = useSearchState();
  const query = readFleetQuery(search);
  const grouping = readGrouping(search);
  const fleet = useFleet(query);
  const clusters = useClusters().value?.items ?? [];
  const { value, error, retry } = fleet;
  const { sort, order } = query;
  const sortBy = (key: ServiceSortKey) =>
    change({
      sort: key,
      order: key === sort && order === 'asc' ? 'desc' : null,
    });

  return (
    <>
      {error && (
        <LoadError error={error} hasContent={Boolean(value)} onRetry={retry} />
      )}
      <FleetTotals total={value?.total} />
      {value ? (
        <FleetNumbers list={value} query={query} onChange={change} />
      ) : (
        !error && <Skeleton variant="rect" height={88} animation={false} />
      )}
      <Card className={classes.card}>
        {value ? (
          <FleetShares counts={value.counts} query={query} onChange={change} />
        ) : (
          <Skeleton variant="rect" height={76} animation={false} />
        )}
        <FleetFilters
          query={query}
          grouping={grouping}
          choices={{
            ...(value?.choices ?? noChoices),
            cluster: clusters.map(({ name }) => name),
          }}
          onChange={change}
        />
        {query.claimed === false && (
          <UnclaimedNotice namespace={query.namespace} />
        )}
        {!value && !error && (
          <Skeleton variant="rect" height={420} animation={false} />
        )}
        {value && value.total === 0 && (
          <Nothing
            title={text('fleet.empty')}
            description={text('fleet.emptyHelp')}
          />
        )}
        {value && value.total > 0 && grouping && (
          <FleetGroups by={grouping} query={query} />
        )}
        {value && value.total > 0 && !grouping && (
          <FleetTable
            fleet={fleet}
            total={value.total}
            query={query}
            columns={props.columns ?? defaultColumns}
            onSort={sortBy}
          />
        )}
      </Card>
    </>
  );
}
