import {
  mtlsPostures,
  NONE,
  ServiceGroup,
  ServiceGrouping,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import { FilterQuery, filterServices } from '../postures/filterServices';
import type { Environments } from './Environments';
import {
  countColumns,
  CountRow,
  countServices,
  totalOf,
} from './serviceCounts';

type KeyedRow = CountRow & { readonly key: string | null };

const columns: Readonly<Record<ServiceGrouping, string>> = {
  owner: 'postures.owner',
  system: 'postures.system',
  namespace: 'postures.namespace',
  cluster: 'postures.cluster',
  // Clusters are few: they are gathered by their environment after they were counted.
  environment: 'postures.cluster',
  vendor: 'postures.vendors',
};

/** The services that fit, counted by what they share; those with the most that is bad come first. */
export async function groupServices(
  knex: Knex,
  by: ServiceGrouping,
  query: FilterQuery,
  environments: Environments,
): Promise<readonly ServiceGroup[]> {
  const rows: KeyedRow[] = await filterServices(knex, query)
    .select({ key: columns[by] }, ...countColumns)
    .count({ count: '*' })
    .groupBy(columns[by], ...countColumns);
  const groups = new Map<string, CountRow[]>();
  for (const row of rows) {
    for (const key of keysOf(by, row.key, environments)) {
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
  }
  return [...groups]
    .map(([key, own]) => ({
      key,
      total: totalOf(own),
      counts: countServices(own),
    }))
    .sort(worstFirst);
}

/** The groups that a row counts in: a service behind edges of two vendors is in both of theirs. */
function keysOf(
  by: ServiceGrouping,
  key: string | null,
  environments: Environments,
): readonly string[] {
  switch (by) {
    case 'environment':
      return [environments.of(key ?? '') ?? NONE];
    case 'vendor': {
      const vendors = (key ?? '').split('|').filter(Boolean);
      return vendors.length > 0 ? vendors : [NONE];
    }
    default:
      return [key ?? NONE];
  }
}

function worstFirst(one: ServiceGroup, other: ServiceGroup): number {
  for (const posture of mtlsPostures) {
    const more = other.counts.posture[posture] - one.counts.posture[posture];
    if (more !== 0) return more;
  }
  return one.key.localeCompare(other.key, 'en');
}
