import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { DailyTotals } from './DailyTotals';

/** Keeps how many Services have which posture, for the days to come; one replica does it for all. */
export async function keepDailyTotals(
  totals: DailyTotals,
  scheduler: SchedulerService,
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'keep-daily-totals',
    scope: 'global',
    frequency: { minutes: 10 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 1 },
    fn: () => totals.keep(new Date()),
  });
}
