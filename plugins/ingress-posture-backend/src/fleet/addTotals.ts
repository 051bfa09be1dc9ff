import {
  DayTotals,
  mtlsPostures,
} from '@ingress-posture/plugin-ingress-posture-common';

/** How many services of a cluster had a posture on a day. */
export interface TotalRow {
  readonly day: string;
  readonly cluster: string;
  readonly posture: string;
  readonly services: number;
}

/**
 * Adds up the totals of clusters, day by day; `rows` are sorted by day. A cluster that was not followed
 * on a day counts with what it had before.
 */
export function addTotals(rows: readonly TotalRow[]): readonly DayTotals[] {
  const known = new Map<string, Map<string, number>>(
    mtlsPostures.map(posture => [posture, new Map()]),
  );
  const days = [...new Set(rows.map(({ day }) => day))];
  return days.map(day => {
    for (const row of rows.filter(one => one.day === day)) {
      known.get(row.posture)?.set(row.cluster, row.services);
    }
    const sums = [...known].map(([posture, byCluster]) => [
      posture,
      [...byCluster.values()].reduce((sum, services) => sum + services, 0),
    ]);
    return { day, posture: Object.fromEntries(sums) };
  });
}
