import type { Finding, Remedy } from '@ingress-posture/engine';
import { databaseIds } from '../__testUtils__/databases';
import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import { LeaseLostError, Leases } from '../leases/Leases';
import { toRemediesRecord } from './PostureRecord';
import type { PostureStore } from './PostureStore';

const demo: ClusterConfig = {
  name: 'demo',
  source: { type: 'manifests', options: { path: '/demo' } },
};
const cart = { cluster: 'demo', namespace: 'shop', name: 'cart' };
const web = { ...cart, name: 'web' };

describe.each(databaseIds)('PostureStore, on %s', id => {
  jest.setTimeout(60_000);

  let store: PostureStore;

  beforeEach(async () => {
    jest.useFakeTimers({
      now: new Date('2026-11-21T12:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'],
    });
    store = await openStore(id);
  });
  afterEach(() => jest.useRealTimers());

  const later = (time: string) =>
    jest.setSystemTime(new Date(`2026-11-21T${time}Z`));

  it('gives back what it was given', async () => {
    await store.apply(demo, report([posture('cart')]));
    expect(await store.get(cart, 'all')).toEqual({
      posture: posture('cart', { remediesPending: true }),
      since: '2026-11-21T12:00:00.000Z',
      observedAt: '2026-11-21T12:00:00.000Z',
      stale: false,
    });
    expect(await store.get(web, 'all')).toBeUndefined();
  });

  it('asks the database the same about a cluster that is hidden as about one that is not there', async () => {
    await store.apply(demo, report([posture('cart')]));
    const asked: string[] = [];
    store.knex.on('query', ({ sql, bindings }) =>
      asked.push(JSON.stringify([sql, bindings])),
    );
    const sees = (namespace: string, cluster: string) =>
      store.seesIn(cluster, { of: 'namespaces', values: [namespace] });
    expect(await sees('front', 'demo')).toBe(false);
    expect(await sees('front', 'mars')).toBe(false);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toBe(asked[1]);
    expect(await sees('shop', 'demo')).toBe(true);
  });

  it('says of what the database refuses no value, which would end in logs', async () => {
    const refused = store
      .knex('postures')
      .insert({ cluster: 'demo', namespace: 'hidden', document: 'hidden' });
    const message = await refused.then(String, String);
    expect(message).toMatch(/^[A-Za-z]*[Ee]rror: insert into/);
    expect(message).not.toContain('hidden');
  });

  it('says where the objects are written down that a posture names, and only those', async () => {
    const at = (line: number) => ({ file: 'shop.yaml', line });
    const evidence = [
      { object: 'Pod shop/cart-1', field: 'kind', value: 'Pod' },
    ];
    const finding = { code: 'IP0101', evidence } as unknown as Finding;
    const remedy = {
      steps: [{ object: { kind: 'Ingress', namespace: 'shop', name: 'web' } }],
    } as unknown as Remedy;
    await store.apply(
      demo,
      report([posture('cart', { findings: [finding] }), posture('web')], {
        places: {
          'Pod shop/cart-1': at(1),
          'Ingress shop/web': at(9),
          'Pod shop/other': at(99),
        },
        remedies: [toRemediesRecord(cart, [remedy])],
      }),
    );
    const found = await store.get(cart, 'all');
    expect(found?.places).toEqual({
      'Pod shop/cart-1': at(1),
      'Ingress shop/web': at(9),
    });
    await store.apply(
      demo,
      report([], { places: { 'Pod shop/cart-1': at(5) } }),
    );
    expect((await store.get(cart, 'all'))?.places).toEqual({
      'Pod shop/cart-1': at(5),
    });
  });

  it('writes nothing for a posture that is the same, but takes over that it was confirmed', async () => {
    await store.apply(demo, report([posture('cart')]));
    const lastAnalyzedAt = '2026-11-21T13:00:00.000Z';
    later('13:00:00');
    const statements: string[] = [];
    store.knex.on('query', ({ sql }) => statements.push(sql));
    await store.apply(
      demo,
      report([posture('cart')], { status: { lastAnalyzedAt } }),
    );
    const written = statements.filter(sql =>
      /^(insert|update|delete)/.test(sql),
    );
    expect(written).toEqual([expect.stringMatching(/into .clusters./)]);
    expect(await store.get(cart, 'all')).toMatchObject({
      since: '2026-11-21T12:00:00.000Z',
      observedAt: lastAnalyzedAt,
    });
  });

  it('keeps remedies until others were worked out, and says while that is so', async () => {
    const remedies = [{ id: 'strict' }] as unknown as Remedy[];
    await store.apply(demo, report([posture('cart')]));
    await store.apply(
      demo,
      report([], { remedies: [toRemediesRecord(cart, remedies)] }),
    );
    expect((await store.get(cart, 'all'))?.posture).toEqual(
      posture('cart', { remedies }),
    );
    await store.apply(demo, report([posture('cart', { sentence: 'Other' })]));
    expect((await store.get(cart, 'all'))?.posture).toEqual(
      posture('cart', { sentence: 'Other', remedies, remediesPending: true }),
    );
  });

  it('writes for a cluster only while its lease is held', async () => {
    const leases = new Leases({ knex: store.knex, holder: 'us' });
    store.useLeases(leases);
    await leases.take(demo.name);
    await store.apply(demo, report([posture('cart')]));
    const { knex } = store;
    const others = new Leases({ knex, holder: 'them', isShared: false });
    await others.take(demo.name);
    await expect(store.apply(demo, report([posture('web')]))).rejects.toThrow(
      LeaseLostError,
    );
    expect(await store.get(web, 'all')).toBeUndefined();
  });

  it('tells of services that were not there before', async () => {
    const heard = jest.fn();
    store.onNewServices(heard);
    await store.apply(demo, report([posture('cart')]));
    await store.apply(demo, report([posture('cart', { posture: 'enforced' })]));
    expect(heard).toHaveBeenCalledTimes(1);
    await store.apply(demo, report([posture('web')]));
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('tells of verdicts that became others, and of nothing else', async () => {
    const told: string[] = [];
    store.onNewVerdicts(cluster => told.push(cluster));
    const tellsAfter = async (...reported: Parameters<typeof report>) => {
      told.length = 0;
      await store.apply(demo, report(...reported));
      return told.length > 0;
    };
    expect(await tellsAfter([posture('cart')])).toBe(true);
    expect(await tellsAfter([posture('cart')])).toBe(false);
    expect(await tellsAfter([posture('cart', { sentence: 'Other' })])).toBe(
      false,
    );
    expect(await tellsAfter([posture('cart', { mode: 'mixed' })])).toBe(true);
    expect(
      await tellsAfter([
        posture('cart', { mode: 'mixed', posture: 'app-tls' }),
      ]),
    ).toBe(true);
    expect(await tellsAfter([], { removed: [web] })).toBe(false);
    expect(await tellsAfter([], { removed: [cart] })).toBe(true);
  });

  it('counts since when the posture has its value, whatever else changes', async () => {
    await store.apply(demo, report([posture('cart')]));
    later('13:00:00');
    await store.apply(demo, report([posture('cart', { sentence: 'Other' })]));
    expect((await store.get(cart, 'all'))?.since).toBe(
      '2026-11-21T12:00:00.000Z',
    );
    later('14:00:00');
    await store.apply(demo, report([posture('cart', { posture: 'enforced' })]));
    expect((await store.get(cart, 'all'))?.since).toBe(
      '2026-11-21T14:00:00.000Z',
    );
  });

  it('removes services that are gone', async () => {
    await store.apply(demo, report([posture('cart'), posture('web')]));
    await store.apply(demo, report([], { removed: [cart] }));
    expect(await store.get(cart, 'all')).toBeUndefined();
    expect(await store.get(web, 'all')).toBeDefined();
  });

  it('removes services of an earlier run once the cluster was read completely', async () => {
    await store.apply(demo, report([posture('cart'), posture('web')]));
    await store.apply(demo, report([posture('web')]));
    expect(await store.get(cart, 'all')).toBeDefined();
    await store.apply(demo, report([], { complete: [web] }));
    expect(await store.get(cart, 'all')).toBeUndefined();
    expect(await store.get(web, 'all')).toBeDefined();
  });

  it('shows what was last known as stale until the cluster is read again', async () => {
    await store.apply(demo, report([posture('cart')]));
    await store.starting(demo);
    expect(await store.get(cart, 'all')).toMatchObject({ stale: true });
    expect(await store.clusters.list()).toMatchObject([
      {
        name: 'demo',
        state: 'starting',
        services: 1,
        lastAnalyzedAt: '2026-11-21T12:00:00.000Z',
      },
    ]);
    await store.apply(demo, report([posture('cart')]));
    expect(await store.get(cart, 'all')).toMatchObject({ stale: false });
  });

  it('says why a cluster is not followed, and since when', async () => {
    await store.apply(demo, report([posture('cart')]));
    later('13:00:00');
    await store.stopped(demo, 'No such folder.');
    later('14:00:00');
    await store.stopped(demo, 'Still no such folder.');
    expect(await store.clusters.list()).toMatchObject([
      {
        state: 'stopped',
        since: '2026-11-21T13:00:00.000Z',
        message: 'Still no such folder.',
      },
    ]);
  });

  it('forgets clusters that are no longer configured', async () => {
    await store.apply(demo, report([posture('cart')]));
    await store.clusters.keepOnly(['prod']);
    expect(await store.clusters.list()).toEqual([]);
    expect(await store.get(cart, 'all')).toBeUndefined();
  });

  it('takes over more services than fit into one statement', async () => {
    const many = Array.from({ length: 1234 }, (_, index) =>
      posture(`service-${index}`, { labels: { a: '1', b: '2', c: '3' } }),
    );
    await store.apply(demo, report(many));
    const list = await store.list({
      visible: 'all',
      sort: 'service',
      order: 'asc',
      limit: 1,
      offset: 0,
    });
    expect(list.total).toBe(1234);
  });
});
