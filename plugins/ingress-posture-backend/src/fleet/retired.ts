import { vendorsAtEndOfLife } from '@ingress-posture/engine';
import type { Knex } from 'knex';
import { FilterQuery, filterServices } from '../postures/filterServices';

/** The filter for services behind an edge that nobody fixes any more, or for all others. */
export function behindRetired(
  wanted: boolean,
): NonNullable<FilterQuery['behind']> {
  const today = new Date().toISOString().slice(0, 10);
  const vendors = vendorsAtEndOfLife()
    .filter(({ endOfLife }) => endOfLife.date <= today)
    .map(({ id }) => id);
  return { vendors, wanted };
}

/** How many of the services that fit are behind such an edge, and of which vendors these edges are. */
export async function countRetired(
  knex: Knex,
  query: FilterQuery,
): Promise<{ readonly services: number; readonly vendors: string[] }> {
  const behind = behindRetired(true);
  const rows: { vendors: string; count: number | string }[] =
    await filterServices(knex, { ...query, behind })
      .select({ vendors: 'postures.vendors' })
      .count({ count: '*' })
      .groupBy('postures.vendors');
  return {
    services: rows.reduce((sum, { count }) => sum + Number(count), 0),
    vendors: behind.vendors.filter(one =>
      rows.some(({ vendors }) => vendors.includes(`|${one}|`)),
    ),
  };
}
