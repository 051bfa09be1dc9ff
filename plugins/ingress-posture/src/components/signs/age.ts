import { DateTime } from 'luxon';

const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1_000 },
];

/** A span of milliseconds in the largest unit that fits: `4 s`, `3 min`, `2 h`, `41 d`. */
export function age(ms: number): string {
  const unit = units.find(candidate => ms >= candidate.ms);
  return unit ? `${Math.floor(ms / unit.ms)} ${unit.name}` : '0 s';
}

/** The clock time of today, or date and time of another day, in the reader's locale. */
export function clock(iso: string, now: number): string {
  const then = DateTime.fromISO(iso);
  const today = then.hasSame(DateTime.fromMillis(now), 'day');
  return then.toLocaleString(
    today ? DateTime.TIME_SIMPLE : DateTime.DATETIME_MED,
  );
}
