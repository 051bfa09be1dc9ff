import {
  integrationModes,
  mtlsPostures,
  ServiceList,
  ServiceQuery,
  ServiceSortKey,
  ServiceSummary,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import { filterServices, withoutVerdict } from './filterServices';
import { FreshnessColumns, freshnessColumns, readFreshness } from './freshness';
import type { PostureRow } from './rows';

/** A query with all its defaults set. */
export type CompleteServiceQuery = ServiceQuery &
  Required<Pick<ServiceQuery, 'sort' | 'order' | 'limit' | 'offset'>>;

type SummaryRow = PostureRow & FreshnessColumns;

const sortColumns: Readonly<Record<ServiceSortKey, string>> = {
  service: 'postures.name',
  posture: 'postures.posture_rank',
  mode: 'postures.mode_rank',
  cluster: 'postures.cluster',
  owner: 'postures.owner',
  since: 'postures.since',
};

// Equal rows in a fixed order, so that pages neither repeat nor skip any.
const thenBy = ['postures.cluster', 'postures.namespace', 'postures.name'];

/** One page of the services, and how many there are of each posture and mode. */
export async function listServices(
  knex: Knex,
  query: CompleteServiceQuery,
): Promise<ServiceList> {
  const [items, total, byPosture, byMode, vendor, owner] = await Promise.all([
    readPage(knex, query),
    filterServices(knex, query).count({ count: '*' }).first(),
    countBy(knex, query, 'posture'),
    countBy(knex, query, 'mode'),
    distinctValues(knex, 'vendors'),
    distinctValues(knex, 'owner'),
  ]);
  return {
    items,
    total: Number(total?.count ?? 0),
    counts: {
      posture: fill(mtlsPostures, byPosture),
      mode: fill(integrationModes, byMode),
    },
    choices: { vendor, owner },
  };
}

async function readPage(knex: Knex, query: CompleteServiceQuery) {
  const column = sortColumns[query.sort];
  const page = filterServices(knex, query)
    .join('clusters', 'clusters.name', 'postures.cluster')
    .select('postures.*', ...freshnessColumns)
    // Services without an owner come last in both directions.
    .orderByRaw('?? is null', [column])
    .orderBy(column, query.order)
    .limit(query.limit)
    .offset(query.offset);
  thenBy.forEach(next => page.orderBy(next));
  const rows: SummaryRow[] = await page;
  return rows.map(toSummary);
}

async function countBy(
  knex: Knex,
  query: ServiceQuery,
  column: 'posture' | 'mode',
): Promise<ReadonlyMap<string, number>> {
  const rows = await withoutVerdict(knex, query)
    .select({ value: `postures.${column}` })
    .count({ count: '*' })
    .groupBy(`postures.${column}`);
  return new Map(
    rows.map((row: { value: string; count: string | number }) => [
      row.value,
      Number(row.count),
    ]),
  );
}

/** What stands in a column; several values of one row stand between bars. */
async function distinctValues(
  knex: Knex,
  column: 'vendors' | 'owner',
): Promise<readonly string[]> {
  const rows: { value: string | null }[] = await knex('postures').distinct({
    value: column,
  });
  const values = rows.flatMap(({ value }) => value?.split('|') ?? []);
  return [...new Set(values.filter(Boolean))].sort();
}

function fill<T extends string>(
  names: readonly T[],
  counts: ReadonlyMap<string, number>,
): Readonly<Record<T, number>> {
  const entries = names.map(name => [name, counts.get(name) ?? 0]);
  return Object.fromEntries(entries) as Readonly<Record<T, number>>;
}

function toSummary(row: SummaryRow): ServiceSummary {
  return {
    cluster: row.cluster,
    namespace: row.namespace,
    name: row.name,
    mode: row.mode as ServiceSummary['mode'],
    posture: row.posture as ServiceSummary['posture'],
    certainty: row.certainty as ServiceSummary['certainty'],
    sentence: row.sentence,
    edges: JSON.parse(row.edges),
    hosts: JSON.parse(row.hosts),
    entityRef: row.entity_ref,
    owner: row.owner,
    system: row.system,
    findings: { error: row.errors, warning: row.warnings, info: row.infos },
    ...readFreshness(row),
  };
}
