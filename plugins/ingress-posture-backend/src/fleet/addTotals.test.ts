import { addTotals } from './addTotals';

const row = (day: string, cluster: string, services: number) => ({
  day,
  cluster,
  posture: 'rejected',
  services,
});

describe('addTotals', () => {
  it('adds up clusters, day by day', () => {
    const days = addTotals([
      row('2026-11-20', 'eu', 3),
      row('2026-11-20', 'us', 4),
      row('2026-11-21', 'eu', 1),
      row('2026-11-21', 'us', 0),
    ]);
    expect(days.map(({ day, posture }) => [day, posture.rejected])).toEqual([
      ['2026-11-20', 7],
      ['2026-11-21', 1],
    ]);
    expect(days[0].posture.enforced).toBe(0);
  });

  it('counts a cluster that was not followed on a day with what it had before', () => {
    const days = addTotals([
      row('2026-11-20', 'eu', 3),
      row('2026-11-20', 'us', 4),
      row('2026-11-21', 'eu', 1),
    ]);
    expect(days.map(({ posture }) => posture.rejected)).toEqual([7, 5]);
  });

  it('has no figures of a cluster before its first day', () => {
    const days = addTotals([
      row('2026-11-20', 'eu', 3),
      row('2026-11-21', 'us', 4),
    ]);
    expect(days.map(({ posture }) => posture.rejected)).toEqual([3, 7]);
  });
});
