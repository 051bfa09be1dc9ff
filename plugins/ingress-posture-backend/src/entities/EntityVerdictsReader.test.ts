import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import type { PostureRow } from '../postures/rows';
import type { PostureStore } from '../postures/PostureStore';
import { ClaimStore } from './ClaimStore';
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

  /** Has an entity claim all services of a name. */
  async function claim(service: string, entity: string) {
    const entityRef = `component:default/${entity}`;
    const services = await store
      .knex<PostureRow>('postures')
      .where({ name: service })
      .select('cluster', 'namespace', 'name');
    await new ClaimStore(store.knex).replaceOf(
      [entityRef],
      [{ entityRef, owners: [], system: null, selectors: [] }],
      services.map(one => ({ ...one, entityRef, kind: 'labels' })),
    );
  }

  it('says the worst of all services that an entity claims, in all clusters', async () => {
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
    await claim('web', 'twin');
    expect(await reader.read()).toEqual({
      items: [
        {
          entityRef: 'component:default/cart',
          mode: 'chained',
          posture: 'plaintext',
        },
        {
          entityRef: 'component:default/twin',
          mode: 'standalone',
          posture: 'permissive',
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

  it('says that entities may be missing while the catalog was never read', async () => {
    await store.apply(cluster('eu'), report([posture('cart')]));
    expect(await reader.read()).toEqual({ items: [], complete: false });
  });
});
