import {
  integrationModes,
  mtlsPostures,
  ServiceCounts,
} from '@ingress-posture/plugin-ingress-posture-common';

/** How many services have a posture and a mode, as the database counts them. */
export interface CountRow {
  readonly posture: string;
  readonly mode: string;
  readonly count: number | string;
}

/** Columns of {@link CountRow}, to be grouped by. */
export const countColumns = ['postures.posture', 'postures.mode'] as const;

/** Adds up rows by posture, and by mode. */
export function countServices(rows: readonly CountRow[]): ServiceCounts {
  return {
    posture: sumBy(mtlsPostures, rows, row => row.posture),
    mode: sumBy(integrationModes, rows, row => row.mode),
  };
}

/** How many services rows stand for. */
export function totalOf(rows: readonly CountRow[]): number {
  return rows.reduce((sum, { count }) => sum + Number(count), 0);
}

function sumBy<T extends string>(
  names: readonly T[],
  rows: readonly CountRow[],
  nameOf: (row: CountRow) => string,
): Readonly<Record<T, number>> {
  const sums = names.map(name => [
    name,
    totalOf(rows.filter(row => nameOf(row) === name)),
  ]);
  return Object.fromEntries(sums) as Readonly<Record<T, number>>;
}
