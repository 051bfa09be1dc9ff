import type { ServiceQuery } from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';

/** The services that a query asks for. */
export function filterServices(
  knex: Knex,
  query: ServiceQuery,
): Knex.QueryBuilder {
  const builder = withoutVerdict(knex, query);
  if (query.posture) {
    builder.whereIn('postures.posture', query.posture);
  }
  if (query.mode) {
    builder.whereIn('postures.mode', query.mode);
  }
  return builder;
}

/** The same without the filters on posture and mode. */
export function withoutVerdict(
  knex: Knex,
  { cluster, namespace, owner, vendor, search }: ServiceQuery,
): Knex.QueryBuilder {
  const exact = Object.entries({ cluster, namespace, owner })
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => [`postures.${column}`, value]);
  const builder = knex('postures').where(Object.fromEntries(exact));
  if (vendor) {
    contains(builder, 'vendors', `|${vendor}|`);
  }
  if (search) {
    builder.where(any => {
      for (const column of ['name', 'namespace', 'hosts', 'owner']) {
        contains(any, column, search, 'or');
      }
    });
  }
  return builder;
}

function contains(
  builder: Knex.QueryBuilder,
  column: string,
  part: string,
  join: 'and' | 'or' = 'and',
): void {
  const pattern = `%${part.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const condition = "lower(??) like ? escape '\\'";
  const values = [`postures.${column}`, pattern];
  if (join === 'or') {
    builder.orWhereRaw(condition, values);
  } else {
    builder.whereRaw(condition, values);
  }
}
