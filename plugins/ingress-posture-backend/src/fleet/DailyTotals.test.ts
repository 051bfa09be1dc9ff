import { databaseIds } from '../__testUtils__/databases';
import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import type { PostureStore } from '../postures/PostureStore';
import { DailyTotals } from './DailyTotals';

const cluster = (name: string): ClusterConfig => ({
  name,
  source: { type: 'manifests', options: { path: '/' } },
});
const broken = posture('cart', { posture: 'rejected' });
const mended = posture('cart', { posture: 'enforced' });
const at = (day: string) => new Date(`${day}T12:00:00Z`);

describe.each(databaseIds)('DailyTotals on %s', id => {
  let store: PostureStore;
  let totals: DailyTotals;

  beforeEach(async () => {
    store = await openStore(id);
    totals = new DailyTotals(store.knex);
  });

  const rejectedBefore = async (day: string, clusters?: readonly string[]) => {
    const days = await totals.before(at(day), clusters);
    return days.map(one => [one.day, one.posture.rejected]);
  };

  it('keeps the last figure of each day, and knows nothing of today', async () => {
    await store.apply(cluster('eu'), report([broken]));
    await totals.keep(at('2026-11-20'));
    await store.apply(cluster('eu'), report([mended]));
    await totals.keep(new Date('2026-11-20T23:59:00Z'));
    await totals.keep(at('2026-11-21'));
    const [day, ...more] = await totals.before(at('2026-11-21'));
    expect(more).toEqual([]);
    expect(day).toMatchObject({
      day: '2026-11-20',
      posture: { rejected: 0, enforced: 1 },
    });
  });

  it('tells clusters apart, and leaves out those that are not configured any more', async () => {
    await store.apply(cluster('eu'), report([broken]));
    await store.apply(cluster('us'), report([broken]));
    await totals.keep(at('2026-11-20'));
    expect(await rejectedBefore('2026-11-21')).toEqual([['2026-11-20', 2]]);
    expect(await rejectedBefore('2026-11-21', ['us'])).toEqual([
      ['2026-11-20', 1],
    ]);
    await store.clusters.keepOnly(['eu']);
    expect(await rejectedBefore('2026-11-21')).toEqual([['2026-11-20', 1]]);
  });

  it('writes nothing of a cluster that is not followed', async () => {
    await store.apply(cluster('eu'), report([broken]));
    await store.knex('clusters').update({ state: 'stopped' });
    await totals.keep(at('2026-11-20'));
    expect(await rejectedBefore('2026-11-21')).toEqual([]);
  });

  it('forgets what is older than a month', async () => {
    await store.apply(cluster('eu'), report([broken]));
    await totals.keep(at('2026-10-01'));
    await totals.keep(at('2026-11-20'));
    expect(await store.knex('daily_totals').distinct('day')).toEqual([
      { day: '2026-11-20' },
    ]);
  });
});
