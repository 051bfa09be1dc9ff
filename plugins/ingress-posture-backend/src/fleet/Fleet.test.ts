import {
  ServiceGrouping,
  ServiceHistoryQuery,
  ServiceQuery,
} from '@ingress-posture/plugin-ingress-posture-common';
import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import type { PostureStore } from '../postures/PostureStore';
import { DailyTotals } from './DailyTotals';
import { Environments } from './Environments';
import { Fleet } from './Fleet';

const cluster = (name: string): ClusterConfig => ({
  name,
  source: { type: 'manifests', options: { path: '/' } },
});

describe('Fleet', () => {
  let store: PostureStore;
  let fleet: Fleet;

  beforeAll(async () => {
    store = await openStore();
    await store.apply(
      cluster('prod-eu'),
      report([
        posture('cart', {
          posture: 'rejected',
          mode: 'standalone',
          via: ['ingress-nginx', 'cart.example.com'],
        }),
        posture('web', {
          posture: 'plaintext',
          mode: 'chained',
          via: ['istio', 'shop.example.com'],
        }),
        posture('=pay', { posture: 'enforced', mode: 'mesh-internal' }),
      ]),
    );
    await store.apply(
      cluster('lab'),
      report([posture('cart', { namespace: 'other', posture: 'enforced' })]),
    );
    await store.knex('postures').where({ name: 'web' }).update({
      entity_ref: 'component:default/web',
      owner: 'group:default/shop',
      system: 'system:default/store',
    });
    fleet = new Fleet({
      knex: store.knex,
      environments: new Environments([
        { environment: 'production', pattern: 'prod-*' },
      ]),
      isFollowed: () => true,
    });
  });

  it.each<[ServiceGrouping, ServiceQuery, [string, number][]]>([
    [
      'namespace',
      {},
      [
        ['shop', 3],
        ['other', 1],
      ],
    ],
    [
      'cluster',
      {},
      [
        ['prod-eu', 3],
        ['lab', 1],
      ],
    ],
    [
      'environment',
      {},
      [
        ['production', 3],
        ['none', 1],
      ],
    ],
    [
      'owner',
      {},
      [
        ['none', 3],
        ['group:default/shop', 1],
      ],
    ],
    [
      'system',
      {},
      [
        ['none', 3],
        ['system:default/store', 1],
      ],
    ],
    [
      'vendor',
      {},
      [
        ['ingress-nginx', 1],
        ['istio', 1],
        ['none', 2],
      ],
    ],
    [
      'namespace',
      { posture: ['enforced'] },
      [
        ['other', 1],
        ['shop', 1],
      ],
    ],
    ['cluster', { environment: 'production' }, [['prod-eu', 3]]],
    ['cluster', { environment: 'none' }, [['lab', 1]]],
    ['cluster', { environment: 'moon' }, []],
    ['owner', { claimed: true }, [['group:default/shop', 1]]],
    ['owner', { owner: 'none', cluster: 'lab' }, [['none', 1]]],
    ['vendor', { vendor: 'none' }, [['none', 2]]],
  ])('groups by %s what fits %j, worst first', async (by, query, expected) => {
    const { items } = await fleet.group(by, query, 'all');
    expect(items.map(({ key, total }) => [key, total])).toEqual(expected);
  });

  it('counts postures and modes of a group', async () => {
    const [shop] = (await fleet.group('namespace', {}, 'all')).items;
    expect(shop.counts.posture).toMatchObject({
      rejected: 1,
      plaintext: 1,
      enforced: 1,
      unmeshed: 0,
    });
    expect(shop.counts.mode).toMatchObject({ standalone: 1, none: 0 });
  });

  it('says how many services nobody claims, and what can be filtered by', async () => {
    const list = await fleet.list(
      {
        sort: 'posture',
        order: 'asc',
        limit: 1,
        offset: 0,
      },
      'all',
    );
    expect(list.items).toHaveLength(1);
    expect(list.counts.unclaimed).toBe(3);
    expect(list.choices).toEqual({
      vendor: ['ingress-nginx', 'istio'],
      owner: ['group:default/shop'],
      system: ['system:default/store'],
      namespace: ['other', 'shop'],
      environment: ['production'],
    });
  });

  it.each<[boolean | undefined, string[]]>([
    [true, ['cart']],
    [false, ['=pay', 'cart', 'web']],
    [undefined, ['=pay', 'cart', 'cart', 'web']],
  ])(
    'lists services behind an edge past its end of life: %s',
    async (retired, names) => {
      const query = { sort: 'service', order: 'asc', offset: 0 } as const;
      const list = await fleet.list({ ...query, limit: 9, retired }, 'all');
      expect(list.items.map(({ name }) => name)).toEqual(names);
      expect(list.counts.retired).toEqual({
        services: 1,
        vendors: ['ingress-nginx'],
      });
    },
  );

  it('exports what fits as CSV, worst first, and nothing that a spreadsheet would run', async () => {
    const lines: string[] = [];
    for await (const line of fleet.exportCsv({ cluster: 'prod-eu' }, 'all'))
      lines.push(line);
    expect(lines.map(line => line.split(',').slice(0, 6).join(' '))).toEqual([
      'cluster environment namespace service mode posture',
      'prod-eu production shop cart standalone rejected',
      'prod-eu production shop web chained plaintext',
      "prod-eu production shop '=pay mesh-internal enforced",
    ]);
  });

  it('has the totals of days before, by cluster and environment, for who sees all', async () => {
    const noon = (day: string) => new Date(`${day}T12:00:00Z`);
    await new DailyTotals(store.knex).keep(noon('2026-11-20'));
    const rejectedIn = async (query: ServiceHistoryQuery) => {
      const { items } = await fleet.history(query, 'all', noon('2026-11-21'));
      return items.map(({ day, posture: { rejected } }) => [day, rejected]);
    };
    expect(await rejectedIn({})).toEqual([['2026-11-20', 1]]);
    expect(await rejectedIn({ cluster: 'lab' })).toEqual([['2026-11-20', 0]]);
    expect(await rejectedIn({ environment: 'production' })).toEqual([
      ['2026-11-20', 1],
    ]);
    const foreign = { cluster: 'lab', environment: 'production' };
    expect(await rejectedIn(foreign)).toEqual([]);
    const some = { of: 'namespaces', values: ['shop'] } as const;
    expect(await fleet.history({}, some, noon('2026-11-21'))).toEqual({
      items: [],
    });
  });

  it('shows what is behind a vendor at its end of life, and nothing else', async () => {
    const { items } = await fleet.endOfLife({}, 'all');
    expect(items).toMatchObject([
      { vendor: 'ingress-nginx', date: '2026-03-31', services: 1 },
    ]);
    expect((await fleet.endOfLife({ cluster: 'lab' }, 'all')).items).toEqual(
      [],
    );
  });
});
