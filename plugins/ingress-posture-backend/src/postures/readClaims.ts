import type {
  ClaimKind,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import { isContested, sortClaims } from '../entities/claims';
import {
  addressColumns,
  addressKey,
  ServiceAddress,
  toColumns,
} from './ServiceAddress';

interface ClaimRow extends ServiceAddress {
  readonly entityRef: string;
  readonly kind: ClaimKind;
}

/** The entities that claim each of these services, by its key; those that nobody claims are left out. */
export async function readClaims(
  knex: Knex,
  addresses: readonly ServiceAddress[],
): Promise<ReadonlyMap<string, Pick<StoredPosture, 'claims' | 'contested'>>> {
  const rows: ClaimRow[] = await knex('service_claims')
    .whereIn([...addressColumns], addresses.map(toColumns))
    .select(...addressColumns, 'kind', { entityRef: 'entity_ref' });
  const byService = new Map<string, ClaimRow[]>();
  for (const row of rows) {
    const key = addressKey(row);
    byService.set(key, [...(byService.get(key) ?? []), row]);
  }
  return new Map(
    [...byService].map(([key, own]) => {
      const claims = sortClaims(own);
      return [
        key,
        {
          claims: claims.map(({ entityRef, kind: by }) => ({ entityRef, by })),
          ...(isContested(claims) && { contested: true as const }),
        },
      ];
    }),
  );
}
