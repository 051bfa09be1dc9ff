import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import type { NamespaceLabels } from '../watch/KnownNamespaces';
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
  async function assign(entities: Entity[], namespaces: NamespaceLabels = {}) {
    const store = await openStore();
    const catalog = catalogServiceMock({ entities });
    const owners = new ServiceOwners({
      knex: store.knex,
      catalog,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      namespaceLabel: 'backstage.io/kubernetes-id',
    });
    await store.apply(
      cluster('eu'),
      report(
        [
          posture('cart', { labels: id('cart') }),
          posture('pods-cart', { podLabels: id('cart') }),
          posture('web', { namespace: 'front', labels: { app: 'web' } }),
        ],
        { namespaces },
      ),
    );
    await store.apply(
      cluster('us'),
      report([posture('cart', { cluster: 'us', labels: id('cart') })]),
    );
    await owners.refresh();
    const list = async () => {
      const { items } = await store.list({
        visible: 'all',
        sort: 'cluster',
        order: 'asc',
        limit: 50,
        offset: 0,
      });
      return items.map(one =>
        [one.cluster, one.name, one.entityRef, one.owner].join(' '),
      );
    };
    const claimsOf = async (name: string) => {
      const address = { cluster: 'eu', namespace: 'shop', name };
      const { claims, contested } = (await store.get(address, 'all'))!;
      return { claims, contested };
    };
    return { store, owners, catalog, list, claimsOf };
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
      visible: 'all',
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
      namespaceLabel: 'backstage.io/kubernetes-id',
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

  const named = (name: string, services: string): Entity => {
    const entity = component(name, 'shop', {});
    const annotations = { 'ingress-posture.io/services': services };
    return { ...entity, metadata: { ...entity.metadata, annotations } };
  };

  it('gives a service to the entity that names it', async () => {
    const { list, claimsOf } = await assign([
      component('cart', 'shop', { id: 'cart' }),
      named('explicit', 'eu/shop/cart'),
    ]);
    expect(await list()).toContain(
      'eu cart component:default/explicit group:default/shop',
    );
    expect(await claimsOf('cart')).toEqual({
      claims: [
        { entityRef: 'component:default/explicit', by: 'services' },
        { entityRef: 'component:default/cart', by: 'labels' },
      ],
    });
  });

  it('shows that several entities claim a service with the same right', async () => {
    const { list, claimsOf, store } = await assign([
      named('one', 'eu/shop/cart'),
      named('another', 'eu/shop/cart'),
    ]);
    expect(await list()).toContain(
      'eu cart component:default/another group:default/shop',
    );
    expect(await claimsOf('cart')).toEqual({
      claims: [
        { entityRef: 'component:default/another', by: 'services' },
        { entityRef: 'component:default/one', by: 'services' },
      ],
      contested: true,
    });
    const { items, counts } = await store.list({
      visible: 'all',
      contested: true,
      sort: 'service',
      order: 'asc',
      limit: 50,
      offset: 0,
    });
    expect(items).toMatchObject([{ name: 'cart', contested: true }]);
    expect(counts.contested).toBe(1);
  });

  it('gives services without a claim of their own to the entity that their namespace names', async () => {
    const { list } = await assign(
      [
        component('cart', 'shop', { id: 'cart' }),
        component('front', 'web', { id: 'front' }),
      ],
      { front: id('front'), shop: id('front') },
    );
    expect(await list()).toEqual([
      'eu web component:default/front group:default/web',
      'eu cart component:default/cart group:default/shop',
      'eu pods-cart component:default/cart group:default/shop',
      'us cart component:default/cart group:default/shop',
    ]);
  });

  it('follows the labels of a namespace', async () => {
    const { list, owners, store } = await assign([
      component('front', 'web', { id: 'front' }),
    ]);
    const labelled = report([], { namespaces: { front: id('front') } });
    await store.apply(cluster('eu'), labelled);
    await owners.assign();
    expect(await list()).toContain(
      'eu web component:default/front group:default/web',
    );
    await store.apply(cluster('eu'), report([], { namespaces: { front: {} } }));
    await owners.assign();
    expect(await list()).toContain('eu web  ');
  });

  it('reads only the entities again that became others', async () => {
    const { list, owners, catalog } = await assign([
      component('cart', 'shop', { id: 'cart' }),
      component('front', 'web', { namespace: 'front' }),
    ]);
    const stream = jest.spyOn(catalog, 'streamEntities');
    jest.spyOn(catalog, 'getEntitiesByRefs').mockResolvedValue({
      items: [component('front', 'desk', { id: 'cart' })],
    });
    await owners.readAgain(['component:default/front']);
    expect(stream).not.toHaveBeenCalled();
    expect(await list()).toEqual([
      'eu web  ',
      'eu cart component:default/cart group:default/shop',
      'eu pods-cart component:default/cart group:default/shop',
      'us cart component:default/cart group:default/shop',
    ]);
    jest
      .spyOn(catalog, 'getEntitiesByRefs')
      .mockResolvedValue({ items: [undefined] });
    await owners.readAgain(['component:default/cart']);
    expect(await list()).toContain(
      'us cart component:default/front group:default/desk',
    );
  });

  it('reads the catalog less often while it stands still', async () => {
    const { owners, catalog } = await assign([
      component('cart', 'shop', { id: 'cart' }),
    ]);
    const stream = jest.spyOn(catalog, 'streamEntities');
    for (let turn = 0; turn < 60; turn += 1) await owners.refresh();
    expect(stream.mock.calls.length).toBeLessThan(20);
    expect(stream.mock.calls.length).toBeGreaterThan(8);
  });

  it('assigns 10,000 services to 10,000 entities in one pass', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `s${index}`);
    const { owners, store, list } = await assign(
      names.map(name => component(name, 'shop', { id: name })),
    );
    await store.apply(
      cluster('eu'),
      report(names.map(name => posture(name, { labels: id(name) }))),
    );
    await owners.assign();
    expect(await list()).toContain(
      'eu s0 component:default/s0 group:default/shop',
    );
  });
});
