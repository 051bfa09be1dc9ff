import {
  combineVerdicts,
  EntityVerdicts,
  Verdict,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import type { ClusterRow, PostureRow } from '../postures/rows';

type ClaimedRow = Pick<PostureRow, 'mode' | 'posture'> & {
  readonly entity_ref: string;
};

/** Answers with one verdict for each entity that has services, in one query. */
export class EntityVerdictsReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read(): Promise<EntityVerdicts> {
    const rows: ClaimedRow[] = await this.#knex('postures')
      .whereNotNull('entity_ref')
      .select('entity_ref', 'mode', 'posture')
      .orderBy('entity_ref');
    const byEntity = new Map<string, Verdict[]>();
    for (const { entity_ref: ref, mode, posture } of rows) {
      const verdicts = byEntity.get(ref) ?? [];
      verdicts.push({ mode, posture } as Verdict);
      byEntity.set(ref, verdicts);
    }
    return {
      items: [...byEntity].map(([entityRef, verdicts]) => ({
        entityRef,
        ...combineVerdicts(verdicts),
      })),
      complete: rows.length > 0 && (await this.#clustersAreKnown()),
    };
  }

  /** Whether every cluster was read once, by this run or an earlier one. */
  async #clustersAreKnown(): Promise<boolean> {
    const unread = await this.#knex<ClusterRow>('clusters')
      .whereNull('last_synced_at')
      .first();
    return unread === undefined;
  }
}
