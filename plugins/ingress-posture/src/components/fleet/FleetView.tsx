import Card from '@material-ui/core/Card';
import { makeStyles } from '@material-ui/core/styles';
import { useClusters, useSearchState } from '../../hooks';
import { forcedColoursEdges } from '../signs';
import { LoadError } from '../states';
import { defaultColumns, FleetColumn } from './columns';
import { FleetFilters } from './FleetFilters';
import { FleetList } from './FleetList';
import { FleetLoading } from './FleetLoading';
import { FleetNumbers } from './FleetNumbers';
import { isFiltered, readFleetQuery, readGrouping } from './fleetQuery';
import { FleetShares } from './FleetShares';
import { FleetTotals } from './FleetTotals';
import { UnclaimedNotice } from './UnclaimedNotice';
import { useFleet } from './useFleet';

const useStyles = makeStyles(theme => ({
  card: { padding: theme.spacing(2, 2.5), ...forcedColoursEdges },
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
  const [search, change] = useSearchState();
  const query = readFleetQuery(search);
  const grouping = readGrouping(search);
  const fleet = useFleet(query);
  const clusters = useClusters().value?.items ?? [];
  const { value, error, retry } = fleet;
  const failure = error && (
    <LoadError error={error} hasContent={Boolean(value)} onRetry={retry} />
  );
  const filters = (
    <FleetFilters
      query={query}
      grouping={grouping}
      choices={{
        ...(value?.choices ?? noChoices),
        cluster: clusters.map(({ name }) => name),
      }}
      onChange={change}
    />
  );
  if (!value && !failure) return <FleetLoading />;
  if (!value) {
    return (
      <>
        {failure}
        {isFiltered(query) && filters}
      </>
    );
  }
  return (
    <>
      {failure}
      <FleetTotals total={value.total} />
      {(value.total > 0 || isFiltered(query)) && (
        <FleetNumbers list={value} query={query} onChange={change} />
      )}
      <Card className={classes.card}>
        <FleetShares counts={value.counts} query={query} onChange={change} />
        {filters}
        {query.claimed === false && (
          <UnclaimedNotice namespace={query.namespace} />
        )}
        <FleetList
          fleet={fleet}
          total={value.total}
          query={query}
          grouping={grouping}
          columns={props.columns ?? defaultColumns}
          onChange={change}
        />
      </Card>
    </>
  );
}
