import {
  NONE,
  ServiceQuery,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import { Visible, whereVisible } from '../access/visible';

/**
 * A query in terms of what the database has: its environment as the clusters that are of it, edges past
 * their end of life as their vendors; and what the caller may see.
 */
export type FilterQuery = Omit<ServiceQuery, 'environment' | 'retired'> & {
  readonly clusters?: readonly string[];
  readonly behind?: {
    readonly vendors: readonly string[];
    readonly wanted: boolean;
  };
  readonly visible: Visible;
};

// Columns that are null where there is nothing of the kind.
const ownedBy = ['owner', 'system'];

/** The services that a query asks for. */
export function filterServices(
  knex: Knex,
  query: FilterQuery,
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
  query: FilterQuery,
): Knex.QueryBuilder {
  const { cluster, namespace, owner, system, vendor, search } = query;
  const { clusters, claimed, contested, behind, visible } = query;
  const exact = Object.entries({ cluster, namespace, owner, system })
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => [
      `postures.${column}`,
      value === NONE && ownedBy.includes(column) ? null : value,
    ]);
  const builder = whereVisible(knex('postures'), visible).where(
    Object.fromEntries(exact),
  );
  if (clusters) {
    builder.whereIn('postures.cluster', clusters);
  }
  if (claimed !== undefined) {
    if (claimed) builder.whereNotNull('postures.entity_ref');
    else builder.whereNull('postures.entity_ref');
  }
  if (contested !== undefined) {
    builder.where('postures.contested', contested);
  }
  if (vendor) {
    contains(builder, 'vendors', vendor === NONE ? '||' : `|${vendor}|`);
  }
  if (behind) {
    const { vendors, wanted } = behind;
    const anyOf = (any: Knex.QueryBuilder) => {
      any.whereRaw('1 = 0');
      vendors.forEach(one => contains(any, 'vendors', `|${one}|`, 'or'));
    };
    if (wanted) builder.where(anyOf);
    else builder.whereNot(anyOf);
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
