import { Backoff } from './Backoff';

describe('Backoff', () => {
  it('waits twice as long after each failure, up to the longest, and at random', () => {
    const backoff = new Backoff({ first: 100, longest: 1000 });
    for (const due of [100, 200, 400, 800, 1000, 1000]) {
      const wait = backoff.next();
      expect(wait).toBeGreaterThanOrEqual(due / 2);
      expect(wait).toBeLessThanOrEqual(due);
    }
  });

  it('starts over after a success', () => {
    const backoff = new Backoff({ first: 100, longest: 1000 });
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBeLessThanOrEqual(100);
  });
});
