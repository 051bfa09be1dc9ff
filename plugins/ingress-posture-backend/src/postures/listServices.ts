import {
  ServiceList,
  ServiceQuery,
  ServiceSortKey,
  ServiceSummary,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import { Visible, whereVisible } from '../access/visible';
import { countColumns, CountRow, countServices } from '../fleet/serviceCounts';
import { FilterQuery, filterServices, withoutVerdict } from './filterServices';
import { FreshnessColumns, freshnessColumns, readFreshness } from './freshness';
import type { PostureRow } from './rows';

/** A query with all its defaults set. */
export type CompleteServiceQuery = ServiceQuery &
  Required<Pick<ServiceQuery, 'sort' | 'order' | 'limit' | 'offset'>>;

type SummaryRow = Omit<PostureRow, 'document'> & FreshnessColumns;

// All but the documents, which are hundreds of times as large as the rest.
const summaryColumns = [
  'cluster',
  'namespace',
  'name',
  'mode',
  'posture',
  'certainty',
  'sentence',
  'edges',
  'hosts',
  'entity_ref',
  'owner',
  'system',
  'contested',
  'errors',
  'warnings',
  'infos',
].map(column => `postures.${column}`);

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
  query: FilterQuery & CompleteServiceQuery,
): Promise<ServiceList> {
  const [items, total, rows, unclaimed, contested, choices] = await Promise.all(
    [
      readServices(knex, query),
      count(filterServices(knex, query)),
      countRows(knex, query),
      count(filterServices(knex, { ...query, claimed: false })),
      count(filterServices(knex, { ...query, contested: true })),
      readChoices(knex, query.visible),
    ],
  );
  return {
    items,
    total,
    counts: {
      ...countServices(rows),
      unclaimed,
      ...(contested > 0 && { contested }),
    },
    choices: { ...choices, environment: [] },
  };
}

async function count(builder: Knex.QueryBuilder): Promise<number> {
  const row = await builder.count({ count: '*' }).first();
  return Number(row?.count ?? 0);
}

async function countRows(
  knex: Knex,
  query: FilterQuery,
): Promise<readonly CountRow[]> {
  return withoutVerdict(knex, query)
    .select(...countColumns)
    .count({ count: '*' })
    .groupBy(...countColumns);
}

async function readChoices(knex: Knex, visible: Visible) {
  const [vendor, owner, system, namespace] = await Promise.all(
    ['vendors', 'owner', 'system', 'namespace'].map(column =>
      distinctValues(knex, visible, column),
    ),
  );
  return { vendor, owner, system, namespace };
}

/** One page of the services, without what else is known of them. */
export async function readServices(
  knex: Knex,
  query: FilterQuery & CompleteServiceQuery,
): Promise<readonly ServiceSummary[]> {
  const column = sortColumns[query.sort];
  const page = filterServices(knex, query)
    .join('clusters', 'clusters.name', 'postures.cluster')
    .select(...summaryColumns, ...freshnessColumns)
    // Services without an owner come last in both directions.
    .orderByRaw('?? is null', [column])
    .orderBy(column, query.order)
    .limit(query.limit)
    .offset(query.offset);
  thenBy.forEach(next => page.orderBy(next));
  const rows: SummaryRow[] = await page;
  return rows.map(toSummary);
}

/** What stands in a column; several values of one row stand between bars. */
async function distinctValues(
  knex: Knex,
  visible: Visible,
  column: string,
): Promise<readonly string[]> {
  const rows: { value: string | null }[] = await whereVisible(
    knex('postures'),
    visible,
  ).distinct({ value: column });
  const values = rows.flatMap(({ value }) => value?.split('|') ?? []);
  return [...new Set(values.filter(Boolean))].sort();
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
    ...(row.contested && { contested: true }),
    findings: { error: row.errors, warning: row.warnings, info: row.infos },
    ...readFreshness(row),
  };
}
