import {
  DayTotals,
  mtlsPostures,
} from '@ingress-posture/plugin-ingress-posture-common';
import { trendOf } from './trend';

const none = Object.fromEntries(mtlsPostures.map(posture => [posture, 0]));
const day = (name: string, counts: Partial<DayTotals['posture']>) =>
  ({ day: name, posture: { ...none, ...counts } } as DayTotals);

describe('trendOf', () => {
  it('adds up postures, day by day, and ends with what is now', () => {
    const days = [
      day('2026-11-19', { plaintext: 4, unmeshed: 1, enforced: 9 }),
      day('2026-11-20', { plaintext: 2, unmeshed: 1 }),
    ];
    expect(trendOf(days, ['plaintext', 'unmeshed'], 2)).toEqual({
      values: [5, 3, 2],
      change: -3,
      since: '2026-11-19',
    });
  });

  it('says nothing where no day before is known', () => {
    expect(trendOf([], ['rejected'], 3)).toBeUndefined();
  });
});
