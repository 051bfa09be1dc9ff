import { vendorsAtEndOfLife } from './endOfLife';

describe('vendorsAtEndOfLife', () => {
  it('knows that ingress-nginx ended, when, and where that is said', () => {
    expect(vendorsAtEndOfLife()).toContainEqual({
      id: 'ingress-nginx',
      title: 'ingress-nginx',
      endOfLife: expect.objectContaining({
        date: '2026-03-31',
        source: expect.stringContaining('kubernetes.io'),
      }),
    });
  });

  it('lists the earliest end first', () => {
    const dates = vendorsAtEndOfLife().map(({ endOfLife }) => endOfLife.date);
    expect(dates).toEqual([...dates].sort());
  });
});
