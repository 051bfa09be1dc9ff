import {
  combineVerdicts,
  EntityVerdicts,
  Verdict,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import type { ClusterRow } from '../postures/rows';
import { addressColumns } from '../postures/ServiceAddress';

type ClaimedRow = Verdict & { readonly entity_ref: string };

/** Answers with one verdict for each entity that claims services, in one query. */
export class EntityVerdictsReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read(): Promise<EntityVerdicts> {
    const byEntity = new Map<string, Verdict[]>();
    for (const { entity_ref: ref, ...verdict } of await this.#readClaimed()) {
      const verdicts = byEntity.get(ref) ?? [];
      verdicts.push(verdict);
      byEntity.set(ref, verdicts);
    }
    return {
      items: [...byEntity].map(([entityRef, verdicts]) => ({
        entityRef,
        ...combineVerdicts(verdicts),
      })),
      complete: await this.#isComplete(),
    };
  }

  /** The services of all entities; one that several claim counts for each of them, as on their pages. */
  async #readClaimed(): Promise<readonly ClaimedRow[]> {
    return this.#knex('service_claims')
      .join('postures', join => {
        addressColumns.forEach(column =>
          join.on(`postures.${column}`, `service_claims.${column}`),
        );
      })
      .select('service_claims.entity_ref', 'postures.mode', 'postures.posture')
      .orderBy('service_claims.entity_ref');
  }

  /** Whether the catalog and every cluster were read once, by this run or an earlier one. */
  async #isComplete(): Promise<boolean> {
    const entity = await this.#knex('bound_entities').first();
    const unread = await this.#knex<ClusterRow>('clusters')
      .whereNull('last_synced_at')
      .first();
    return entity !== undefined && unread === undefined;
  }
}
