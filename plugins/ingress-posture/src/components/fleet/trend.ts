import { MtlsPosture } from '@ingress-posture/engine';
import { DayTotals } from '@ingress-posture/plugin-ingress-posture-common';

/** How a number came to be what it is. */
export interface Trend {
  /** What it was day by day, and is now. */
  readonly values: readonly number[];
  /** How many more there are than on `since`; negative where there are fewer. */
  readonly change: number;
  /** The first day that is known, as an ISO date. */
  readonly since: string;
}

/** How the services of some postures became `now`; undefined where no day before is known. */
export function trendOf(
  days: readonly DayTotals[],
  postures: readonly MtlsPosture[],
  now: number,
): Trend | undefined {
  if (days.length === 0) return undefined;
  const before = days.map(({ posture }) =>
    postures.reduce((sum, one) => sum + posture[one], 0),
  );
  return {
    values: [...before, now],
    change: now - before[0],
    since: days[0].day,
  };
}
