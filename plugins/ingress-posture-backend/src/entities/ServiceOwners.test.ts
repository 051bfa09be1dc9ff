import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import { ServiceOwners } from './ServiceOwners';

const cluster = (name: string): ClusterConfig => ({
  name,
  source: { type: 'manifests', options: { path: '/' } },
});

const component = (
  name: string,
  owner: string,
  annotations: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [
        `backstage.io/kubernetes-${key}`,
        value,
      ]),
    ),
  },
  relations: [
    { type: 'ownedBy', targetRef: `group:default/${owner}` },
    { type: 'partOf', targetRef: 'system:default/store' },
  ],
});

const id = (name: string) => ({ 'backstage.io/kubernetes-id': name });

describe('ServiceOwners', () => {
  async function assign(entities: Entity[]) {
    const store = await openStore();
    const owners = new ServiceOwners({
      knex: store.knex,
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    });
    await store.apply(
      cluster('eu'),
      report([
        posture('cart', { labels: id('cart') }),
        posture('pods-cart', { podLabels: id('cart') }),
        posture('web', { namespace: 'front', labels: { app: 'web' } }),
      ]),
    );
    await store.apply(
      cluster('us'),
      report([posture('cart', { cluster: 'us', labels: id('cart') })]),
    );
    await owners.refresh();
    const list = async () => {
      const { items } = await store.list({
        sort: 'cluster',
        order: 'asc',
        limit: 50,
        offset: 0,
      });
      return items.map(one =>
        [one.cluster, one.name, one.entityRef, one.owner].join(' '),
      );
    };
    return { store, owners, list };
  }

  it('finds services by their labels and by those of their pods, in every cluster', async () => {
    const { list, store } = await assign([
      component('cart', 'shop', { id: 'cart' }),
    ]);
    expect(await list()).toEqual([
      'eu web  ',
      'eu cart component:default/cart group:default/shop',
      'eu pods-cart component:default/cart group:default/shop',
      'us cart component:default/cart group:default/shop',
    ]);
    const { items } = await store.list({
      owner: 'group:default/shop',
      cluster: 'us',
      sort: 'service',
      order: 'asc',
      limit: 1,
      offset: 0,
    });
    expect(items[0].system).toBe('system:default/store');
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['cluster', { id: 'cart', cluster: 'us' }, ['us cart']],
    ['namespace', { namespace: 'front' }, ['eu web']],
    ['namespace and label', { id: 'cart', namespace: 'front' }, []],
    ['selector without an equality', { 'label-selector': 'app' }, ['eu web']],
    [
      'selector of several values',
      { 'label-selector': 'app in (api,web)' },
      ['eu web'],
    ],
  ])('narrows by %s', async (_, annotations, expected) => {
    const { list } = await assign([component('x', 'shop', annotations)]);
    const owned = (await list()).filter(line => line.includes('component:'));
    expect(owned.map(line => line.replace(/ component:.*/, ''))).toEqual(
      expected,
    );
  });

  it('gives a service to the entity that asks for its labels rather than its namespace', async () => {
    const { list } = await assign([
      component('all-of-shop', 'platform', { namespace: 'shop' }),
      component('cart', 'shop', { id: 'cart' }),
    ]);
    expect(await list()).toContain(
      'eu cart component:default/cart group:default/shop',
    );
  });

  it('passes over entities whose selector cannot be read', async () => {
    const { list } = await assign([
      component('broken', 'shop', { 'label-selector': 'app=(' }),
      component('cart', 'shop', { id: 'cart' }),
    ]);
    expect(await list()).toContain(
      'eu cart component:default/cart group:default/shop',
    );
  });

  it('leaves owners as they were until it has read the catalog', async () => {
    const { list, store } = await assign([
      component('cart', 'shop', { id: 'cart' }),
    ]);
    const before = await list();
    const restarted = new ServiceOwners({
      knex: store.knex,
      catalog: catalogServiceMock(),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    });
    await restarted.assign();
    expect(await list()).toEqual(before);
  });

  it('assigns services that come later, and keeps owners when a posture changes', async () => {
    const { list, owners, store } = await assign([
      component('cart', 'shop', { id: 'cart' }),
    ]);
    await store.apply(
      cluster('eu'),
      report([
        posture('cart', { labels: id('cart'), posture: 'enforced' }),
        posture('late', { labels: id('cart') }),
      ]),
    );
    expect(await list()).toContain(
      'eu cart component:default/cart group:default/shop',
    );
    await owners.assign();
    expect(await list()).toContain(
      'eu late component:default/cart group:default/shop',
    );
  });
});
