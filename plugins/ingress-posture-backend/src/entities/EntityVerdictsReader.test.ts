import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import type { PostureRow } from '../postures/rows';
import type { PostureStore } from '../postures/PostureStore';
import { EntityVerdictsReader } from './EntityVerdictsReader';

const cluster = (name: string): ClusterConfig => ({
  name,
  source: { type: 'manifests', options: { path: '/' } },
});

describe('EntityVerdictsReader', () => {
  let store: PostureStore;
  let reader: EntityVerdictsReader;

  beforeEach(async () => {
    store = await openStore();
    reader = new EntityVerdictsReader(store.knex);
  });

  const claim = (service: string, entity: string) =>
    store
      .knex<PostureRow>('postures')
      .where({ name: service })
      .update({ entity_ref: `component:default/${entity}` });

  it('says the worst of all services of an entity, in all clusters', async () => {
    await store.apply(
      cluster('eu'),
      report([
        posture('cart', { mode: 'chained', posture: 'enforced' }),
        posture('web', { mode: 'standalone', posture: 'permissive' }),
        posture('nobodys', { mode: 'standalone', posture: 'rejected' }),
      ]),
    );
    await store.apply(
      cluster('us'),
      report([posture('cart', { cluster: 'us', posture: 'plaintext' })]),
    );
    await claim('web', 'web');
    await claim('cart', 'cart');
    expect(await reader.read()).toEqual({
      items: [
        {
          entityRef: 'component:default/cart',
          mode: 'chained',
          posture: 'plaintext',
        },
        {
          entityRef: 'component:default/web',
          mode: 'standalone',
          posture: 'permissive',
        },
      ],
      complete: true,
    });
  });

  it('says that entities may be missing while a cluster was never read', async () => {
    await store.apply(cluster('eu'), report([posture('cart')]));
    await claim('cart', 'cart');
    await store.starting(cluster('us'));
    expect(await reader.read()).toMatchObject({ complete: false });
    await store.apply(cluster('us'), report([]));
    expect(await reader.read()).toMatchObject({ complete: true });
    await store.starting(cluster('us'));
    expect(await reader.read()).toMatchObject({ complete: true });
  });

  it('says that entities may be missing while nothing is known of any', async () => {
    await store.apply(cluster('eu'), report([posture('cart')]));
    expect(await reader.read()).toEqual({ items: [], complete: false });
  });
});
