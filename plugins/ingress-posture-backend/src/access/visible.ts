import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { PostureFilter } from '@ingress-posture/plugin-ingress-posture-node';
import type { Knex } from 'knex';

/** Which services somebody may see. */
export type Visible = 'all' | PermissionCriteria<PostureFilter>;

/** Narrows a query of the table `postures` to the services that somebody may see. */
export function whereVisible<T extends Knex.QueryBuilder>(
  query: T,
  visible: Visible,
): T {
  if (visible !== 'all') query.where(inner => fulfil(inner, visible));
  return query;
}

function fulfil(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<PostureFilter>,
): void {
  if ('allOf' in criteria) {
    for (const one of criteria.allOf) query.where(inner => fulfil(inner, one));
  } else if ('anyOf' in criteria) {
    for (const one of criteria.anyOf) {
      query.orWhere(inner => fulfil(inner, one));
    }
  } else if ('not' in criteria) {
    query.whereNot(inner => fulfil(inner, criteria.not));
  } else {
    has(query, criteria);
  }
}

function has(query: Knex.QueryBuilder, { of, values }: PostureFilter): void {
  switch (of) {
    case 'clusters':
      query.whereIn('postures.cluster', values);
      break;
    case 'namespaces':
      query.whereIn('postures.namespace', values);
      break;
    case 'entities':
      isClaimed(query, claim => claim.whereIn('claim.entity_ref', values));
      break;
    case 'owners':
      isClaimed(query, claim =>
        claim
          .join('entity_owners', 'entity_owners.entity_ref', 'claim.entity_ref')
          .whereIn('entity_owners.owner', values),
      );
      break;
    case 'systems':
      isClaimed(query, claim =>
        claim
          .join(
            'bound_entities',
            'bound_entities.entity_ref',
            'claim.entity_ref',
          )
          .whereIn('bound_entities.system', values),
      );
      break;
    default:
      throw new Error(`Unknown condition: ${of satisfies never}`);
  }
}

/** Whether there is a claim on the service that is of a kind. */
function isClaimed(
  query: Knex.QueryBuilder,
  narrow: (claim: Knex.QueryBuilder) => void,
): void {
  query.whereExists(claim => {
    claim
      .select('claim.entity_ref')
      .from('service_claims as claim')
      .whereRaw('?? = ??', ['claim.cluster', 'postures.cluster'])
      .whereRaw('?? = ??', ['claim.namespace', 'postures.namespace'])
      .whereRaw('?? = ??', ['claim.name', 'postures.name']);
    narrow(claim);
  });
}
