import { EmptyState } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { ServiceSortKey } from '@ingress-posture/plugin-ingress-posture-common';
import Card from '@material-ui/core/Card';
import TablePagination from '@material-ui/core/TablePagination';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { ingressPostureApiRef } from '../../api';
import { usePolled, useSearchState } from '../../hooks';
import { LoadError } from '../states';
import { FleetFilters } from './FleetFilters';
import { pageSizes, readFleetQuery, toggled } from './fleetQuery';
import { FleetTable } from './FleetTable';
import { FleetTotals } from './FleetTotals';
import { PostureBar } from './PostureBar';
import { useFleetChoices } from './useFleetChoices';

const useStyles = makeStyles(theme => ({
  card: { padding: theme.spacing(2, 2.5) },
}));

/** All services of all clusters; the page's address is its state. */
export function FleetView() {
  const classes = useStyles();
  const api = useApi(ingressPostureApiRef);
  const [search, change] = useSearchState();
  const query = readFleetQuery(search);
  const { value, error, outdated, retry } = usePolled(
    JSON.stringify(query),
    signal => api.listServices(query, { signal }),
  );
  const choices = useFleetChoices(value);
  const { sort, order, limit, offset } = query;
  const sortBy = (key: ServiceSortKey) =>
    change({
      sort: key,
      order: key === sort && order === 'asc' ? 'desc' : null,
      page: null,
    });

  return (
    <>
      {error && (
        <LoadError error={error} hasContent={Boolean(value)} onRetry={retry} />
      )}
      <FleetTotals total={value?.total} />
      <Card className={classes.card}>
        {value ? (
          <PostureBar
            counts={value.counts.posture}
            chosen={query.posture}
            onToggle={posture =>
              change({ posture: toggled(query.posture, posture), page: null })
            }
          />
        ) : (
          <Skeleton variant="rect" height={36} animation={false} />
        )}
        <FleetFilters query={query} choices={choices} onChange={change} />
        {!value && !error && (
          <Skeleton variant="rect" height={420} animation={false} />
        )}
        {value && value.items.length === 0 && (
          <EmptyState
            missing="content"
            title="No service fits"
            description="Take a filter away, or see under Clusters whether everything has been read."
          />
        )}
        {value && value.items.length > 0 && (
          <>
            <FleetTable
              services={value.items}
              query={query}
              asking={outdated}
              onSort={sortBy}
            />
            <TablePagination
              component="div"
              count={value.total}
              page={Math.min(
                offset / limit,
                Math.floor((value.total - 1) / limit),
              )}
              rowsPerPage={limit}
              rowsPerPageOptions={pageSizes}
              onPageChange={(_, page) =>
                change({ page: page ? String(page) : null })
              }
              onRowsPerPageChange={({ target }) =>
                change({ limit: target.value, page: null })
              }
            />
          </>
        )}
      </Card>
    </>
  );
}
