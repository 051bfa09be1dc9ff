import type { Remedy, RemedySummary } from '@ingress-posture/engine';
import type { Knex } from 'knex';
import {
  addressColumns,
  addressKey,
  ServiceAddress,
  toColumns,
} from './ServiceAddress';
import { chunks } from './chunks';

/** Whose a service is, and what could be done about it. */
export interface WaysOut {
  readonly owner: string | null;
  /** Null while they are worked out, and where they were not asked for. */
  readonly remedies: readonly RemedySummary[] | null;
}

interface Row extends ServiceAddress {
  readonly owner: string | null;
  readonly remedies?: string;
  readonly remedies_pending: boolean | number;
}

/** What is kept of these services' ways out, by `addressKey`. Services that are not kept are left out. */
export async function readWaysOut(
  knex: Knex,
  addresses: readonly ServiceAddress[],
  { remedies }: { readonly remedies: boolean },
): Promise<ReadonlyMap<string, WaysOut>> {
  const found = new Map<string, WaysOut>();
  for (const some of chunks(addresses)) {
    const rows: Row[] = await knex('postures')
      .select([
        ...addressColumns,
        'owner',
        'remedies_pending',
        ...(remedies ? ['remedies'] : []),
      ])
      .whereIn([...addressColumns], some.map(toColumns));
    for (const row of rows) found.set(addressKey(row), toWaysOut(row));
  }
  return found;
}

function toWaysOut({ owner, remedies, remedies_pending }: Row): WaysOut {
  return {
    owner,
    remedies:
      remedies === undefined || remedies_pending
        ? null
        : JSON.parse(remedies).map(summary),
  };
}

function summary(remedy: Remedy): RemedySummary {
  const { id, title, reaches, standing, steps } = remedy;
  return { id, title, reaches, standing, steps: steps.length };
}
