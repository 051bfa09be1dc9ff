import { ServiceSortKey } from '@ingress-posture/plugin-ingress-posture-common';
import { SearchChange } from '../../hooks';
import { useText } from '../../translation';
import { Nothing } from '../states';
import { FleetColumn } from './columns';
import { FleetGroups } from './FleetGroups';
import { FleetQuery, isFiltered, readGrouping } from './fleetQuery';
import { FleetTable } from './FleetTable';
import { Fleet } from './useFleet';

/** The services that fit, one by one or counted by what they share; or that there are none, and why. */
export function FleetList(props: {
  fleet: Fleet;
  total: number;
  query: FleetQuery;
  grouping: ReturnType<typeof readGrouping>;
  columns: readonly FleetColumn[];
  onChange: (change: SearchChange) => void;
}) {
  const { fleet, total, query, grouping, columns, onChange } = props;
  const text = useText();
  const { sort, order } = query;
  const sortBy = (key: ServiceSortKey) =>
    onChange({
      sort: key,
      order: key === sort && order === 'asc' ? 'desc' : null,
    });
  if (total === 0) {
    return isFiltered(query) ? (
      <Nothing
        title={text('fleet.empty')}
        description={text('fleet.emptyHelp')}
      />
    ) : (
      <Nothing
        title={text('fleet.noServices')}
        description={text('fleet.noServicesHelp')}
      />
    );
  }
  if (grouping) return <FleetGroups by={grouping} query={query} />;
  return (
    <FleetTable
      fleet={fleet}
      total={total}
      query={query}
      columns={columns}
      onSort={sortBy}
    />
  );
}
