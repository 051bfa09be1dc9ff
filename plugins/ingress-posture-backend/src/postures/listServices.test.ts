import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import type { CompleteServiceQuery } from './listServices';
import type { PostureStore } from './PostureStore';

const cluster = (name: string): ClusterConfig => ({
  name,
  source: { type: 'manifests', options: { path: '/' } },
});

describe('listServices', () => {
  let store: PostureStore;

  beforeAll(async () => {
    store = await openStore();
    await store.apply(
      cluster('eu'),
      report([
        posture('cart', {
          posture: 'rejected',
          mode: 'standalone',
          via: ['ingress-nginx', 'cart.example.com'],
        }),
        posture('web', {
          posture: 'plaintext',
          mode: 'chained',
          via: ['istio', 'shop_1.example.com'],
        }),
        posture('pay', { posture: 'enforced', mode: 'mesh-internal' }),
      ]),
    );
    await store.apply(
      cluster('us'),
      report([posture('cart', { namespace: 'other', posture: 'enforced' })]),
    );
    await store
      .knex('postures')
      .where({ cluster: 'eu', name: 'pay' })
      .update({ owner: 'group:default/payments' });
  });

  const list = async (query: Partial<CompleteServiceQuery>) =>
    store.list({
      visible: 'all',
      sort: 'posture',
      order: 'asc',
      limit: 50,
      offset: 0,
      ...query,
    });

  const names = async (query: Partial<CompleteServiceQuery>) =>
    (await list(query)).items.map(one => `${one.cluster}/${one.name}`);

  it.each<[string, Partial<CompleteServiceQuery>, string[]]>([
    ['nothing', {}, ['eu/cart', 'eu/web', 'eu/pay', 'us/cart']],
    ['cluster', { cluster: 'us' }, ['us/cart']],
    ['namespace', { namespace: 'shop' }, ['eu/cart', 'eu/web', 'eu/pay']],
    ['postures', { posture: ['rejected', 'plaintext'] }, ['eu/cart', 'eu/web']],
    ['modes', { mode: ['chained'] }, ['eu/web']],
    ['vendor', { vendor: 'istio' }, ['eu/web']],
    ['a part of a vendor, which is none', { vendor: 'nginx' }, []],
    ['owner', { owner: 'group:default/payments' }, ['eu/pay']],
    ['search in names', { search: 'CAR' }, ['eu/cart', 'us/cart']],
    ['search in hosts', { search: 'cart.example' }, ['eu/cart']],
    ['search in owners', { search: 'payments' }, ['eu/pay']],
    ['search for what is a wildcard in SQL', { search: 'p_1' }, ['eu/web']],
    ['search for what is a wildcard and is not there', { search: '%' }, []],
  ])('filters by %s', async (_, query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it.each<[Partial<CompleteServiceQuery>, string[]]>([
    [{ sort: 'service' }, ['eu/cart', 'us/cart', 'eu/pay', 'eu/web']],
    [{ order: 'desc' }, ['eu/pay', 'us/cart', 'eu/web', 'eu/cart']],
    [
      { sort: 'cluster', order: 'desc' },
      ['us/cart', 'eu/cart', 'eu/pay', 'eu/web'],
    ],
    [{ sort: 'mode' }, ['eu/cart', 'eu/web', 'eu/pay', 'us/cart']],
    [
      { sort: 'owner', order: 'desc' },
      ['eu/pay', 'eu/cart', 'eu/web', 'us/cart'],
    ],
    [{ limit: 2, offset: 1 }, ['eu/web', 'eu/pay']],
  ])('sorts and pages by %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('counts postures and modes as if neither were filtered', async () => {
    const { total, counts } = await list({
      cluster: 'eu',
      posture: ['rejected'],
    });
    expect(total).toBe(1);
    expect(counts.posture).toEqual({
      rejected: 1,
      plaintext: 1,
      unmeshed: 0,
      'app-tls': 0,
      permissive: 0,
      enforced: 1,
      unknown: 0,
    });
    expect(counts.mode).toMatchObject({ standalone: 1, chained: 1, none: 0 });
  });

  it('names vendors and owners that can be filtered by, whatever the filter is', async () => {
    const { choices } = await list({ cluster: 'us', posture: ['rejected'] });
    expect(choices).toMatchObject({
      vendor: ['ingress-nginx', 'istio'],
      owner: ['group:default/payments'],
    });
  });

  it('summarizes a service', async () => {
    const [cart] = (await list({ limit: 1 })).items;
    expect(cart).toMatchObject({
      cluster: 'eu',
      namespace: 'shop',
      name: 'cart',
      posture: 'rejected',
      edges: ['INGRESS-NGINX'],
      hosts: ['cart.example.com'],
      entityRef: null,
      findings: { error: 0, warning: 0, info: 0 },
      stale: false,
    });
  });
});
