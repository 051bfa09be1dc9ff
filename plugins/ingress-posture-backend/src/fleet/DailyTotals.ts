import {
  DayTotals,
  mtlsPostures,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Knex } from 'knex';
import { addTotals, TotalRow } from './addTotals';

/** Days that totals are kept for, besides today. */
const keptDays = 30;

/** Keeps how many services of each cluster had which posture, a figure a day: the last one of the day. */
export class DailyTotals {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Writes the totals of the day of `now`, of clusters whose postures are those of now, and drops old ones. */
  async keep(now: Date): Promise<void> {
    const day = dayOf(now);
    const counted = await this.#count();
    await this.#knex.transaction(async trx => {
      await trx('daily_totals').where('day', '<', firstDay(now)).delete();
      for (const [cluster, counts] of counted) {
        const rows = mtlsPostures.map(posture => ({
          day,
          cluster,
          posture,
          services: counts.get(posture) ?? 0,
        }));
        await trx('daily_totals')
          .insert(rows)
          .onConflict(['day', 'cluster', 'posture'])
          .merge();
      }
    });
  }

  /** The totals of the days before that of `now`, the oldest first; only of `clusters`, if given. */
  async before(
    now: Date,
    clusters?: readonly string[],
  ): Promise<readonly DayTotals[]> {
    const rows: TotalRow[] = await this.#knex('daily_totals')
      // Clusters that are not configured any more are not in the figures of today either.
      .join('clusters', 'clusters.name', 'daily_totals.cluster')
      .where('day', '>=', firstDay(now))
      .where('day', '<', dayOf(now))
      .modify(query => clusters && query.whereIn('cluster', clusters))
      .select('day', 'cluster', 'posture', 'daily_totals.services')
      .orderBy(['day', 'cluster']);
    return addTotals(rows);
  }

  /** How many services each cluster that is followed has of each posture. */
  async #count(): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
    const followed: { name: string }[] = await this.#knex('clusters')
      .where('state', 'synced')
      .select('name');
    const rows: { cluster: string; posture: string; count: number | string }[] =
      await this.#knex('postures')
        .select('cluster', 'posture')
        .count({ count: '*' })
        .groupBy('cluster', 'posture');
    return new Map(
      followed.map(({ name }) => {
        const ofCluster = rows.filter(({ cluster }) => cluster === name);
        return [
          name,
          new Map(ofCluster.map(row => [row.posture, Number(row.count)])),
        ];
      }),
    );
  }
}

function firstDay(now: Date): string {
  const first = new Date(now);
  first.setUTCDate(first.getUTCDate() - keptDays);
  return dayOf(first);
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
