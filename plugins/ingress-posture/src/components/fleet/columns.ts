import { ServiceSortKey } from '@ingress-posture/plugin-ingress-posture-common';

/** Columns of the table of services, in order; those with a key can be sorted by. */
export const fleetColumns = [
  { name: 'service', sort: 'service' },
  { name: 'entity' },
  { name: 'owner', sort: 'owner' },
  { name: 'system' },
  { name: 'cluster', sort: 'cluster' },
  { name: 'mode', sort: 'mode' },
  { name: 'edge' },
  { name: 'posture', sort: 'posture' },
  { name: 'sentence' },
  { name: 'since', sort: 'since' },
  // Posture and sentence in one, where there is little room.
  { name: 'verdict', sort: 'posture' },
] as const satisfies readonly {
  readonly name: string;
  readonly sort?: ServiceSortKey;
}[];

/** A column by its name. */
export type FleetColumn = (typeof fleetColumns)[number]['name'];

/** Names of all columns. */
export const columnNames = fleetColumns.map(({ name }) => name);

/** The columns of a table where an app does not choose others. */
export const defaultColumns: readonly FleetColumn[] = fleetColumns
  .map(({ name }) => name)
  .filter(name => name !== 'system' && name !== 'verdict');

/** What happens comes below the posture where both do not fit beside all else: no column is to be out of sight. */
export function tightColumns(
  columns: readonly FleetColumn[],
): readonly FleetColumn[] {
  if (!columns.includes('posture')) return columns;
  return columns.flatMap(name => {
    if (name === 'posture' && columns.includes('sentence')) return [];
    return name === 'sentence' ? ['verdict'] : [name];
  });
}

/** Where there is little room it is enough for which service it is, how it is, and why. */
export const narrowColumns: readonly FleetColumn[] = ['service', 'verdict'];
