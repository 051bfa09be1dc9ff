import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  PostureFilter,
  posturePermissionRules,
  PostureSubject,
} from '@ingress-posture/plugin-ingress-posture-node';
import fc from 'fast-check';
import { databaseIds } from '../__testUtils__/databases';
import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import { ClaimStore } from '../entities/ClaimStore';
import type { PostureStore } from '../postures/PostureStore';
import { readSubjects } from './readSubjects';

const { isClaimedBy, isEntityOwner, isInCluster, isInNamespace, isInSystem } =
  posturePermissionRules;

type Check = (subject: PostureSubject) => boolean;

/** The same condition twice: as databases take it, and as the permission framework applies it. */
interface Condition {
  readonly criteria: PermissionCriteria<PostureFilter>;
  readonly holds: Check;
}

const some = (...values: string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 });

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  some('eu', 'us', 'mars').map(clusters => ({
    criteria: isInCluster.toQuery({ clusters }),
    holds: (one: PostureSubject) => isInCluster.apply(one, { clusters }),
  })),
  some('shop', 'front').map(namespaces => ({
    criteria: isInNamespace.toQuery({ namespaces }),
    holds: (one: PostureSubject) => isInNamespace.apply(one, { namespaces }),
  })),
  some('group:default/Shop', 'group:default/ops', 'user:default/x').map(
    claims => ({
      criteria: isEntityOwner.toQuery({ claims }),
      holds: (one: PostureSubject) => isEntityOwner.apply(one, { claims }),
    }),
  ),
  some('component:default/cart', 'component:default/all').map(entityRefs => ({
    criteria: isClaimedBy.toQuery({ entityRefs }),
    holds: (one: PostureSubject) => isClaimedBy.apply(one, { entityRefs }),
  })),
  some('system:default/store').map(systems => ({
    criteria: isInSystem.toQuery({ systems }),
    holds: (one: PostureSubject) => isInSystem.apply(one, { systems }),
  })),
);

const { condition } = fc.letrec<{ condition: Condition }>(tie => {
  const several = fc.array(tie('condition'), { minLength: 1, maxLength: 3 });
  const criteriaOf = (all: Condition[]) =>
    all.map(({ criteria }) => criteria) as [PermissionCriteria<PostureFilter>];
  return {
    condition: fc.oneof(
      { depthSize: 'small' },
      leaf,
      several.map(all => ({
        criteria: { allOf: criteriaOf(all) },
        holds: (one: PostureSubject) => all.every(({ holds }) => holds(one)),
      })),
      several.map(all => ({
        criteria: { anyOf: criteriaOf(all) },
        holds: (one: PostureSubject) => all.some(({ holds }) => holds(one)),
      })),
      tie('condition').map(({ criteria, holds }) => ({
        criteria: { not: criteria },
        holds: (one: PostureSubject) => !holds(one),
      })),
    ),
  };
});

describe.each(databaseIds)('what may be seen, on %s', id => {
  let store: PostureStore;
  const claim = (cluster: string, name: string, entity: string) => ({
    cluster,
    namespace: 'shop',
    name,
    entityRef: `component:default/${entity}`,
    kind: 'labels' as const,
  });

  beforeAll(async () => {
    store = await openStore(id);
    for (const name of ['eu', 'us']) {
      await store.apply(
        { name, source: { type: 'manifests', options: { path: '/' } } },
        report([
          posture('cart'),
          posture('pay'),
          posture('web', { namespace: 'front' }),
        ]),
      );
    }
    const entity = (name: string, owners: string[], system: string | null) => ({
      entityRef: `component:default/${name}`,
      owners,
      system,
      selectors: [],
    });
    await new ClaimStore(store.knex).replaceAll(
      [
        entity('cart', ['group:default/shop', 'user:default/x'], null),
        entity('all', ['group:default/ops'], 'system:default/store'),
      ],
      [
        claim('eu', 'cart', 'cart'),
        claim('eu', 'cart', 'all'),
        claim('us', 'pay', 'all'),
      ],
    );
  });

  it('is the same in lists as the permission framework decides of each service', async () => {
    const all = (
      await Promise.all(
        ['eu', 'us'].map(async cluster =>
          (
            await store.keysOf(cluster, 'all')
          ).map(({ namespace, name }) => `${cluster}/${namespace}/${name}`),
        ),
      )
    ).flat();
    expect(all).toHaveLength(6);
    const subjects = await readSubjects(store.knex, all);
    await fc.assert(
      fc.asyncProperty(condition, async ({ criteria, holds }) => {
        const { items, total } = await store.list({
          visible: criteria,
          sort: 'cluster',
          order: 'asc',
          limit: 50,
          offset: 0,
        });
        const expected = all.filter((_, index) => holds(subjects[index]!));
        expect(
          items
            .map(one => `${one.cluster}/${one.namespace}/${one.name}`)
            .sort(),
        ).toEqual([...expected].sort());
        expect(total).toBe(expected.length);
      }),
      { numRuns: 100 },
    );
  });

  it('is told of an entity by all services that it claims', async () => {
    const [known, service, gone, absent] = await readSubjects(store.knex, [
      'Component:default/all',
      'us/front/web',
      'component:default/gone',
      'us/front/gone',
    ]);
    expect(known).toEqual({
      clusters: expect.arrayContaining(['eu', 'us']),
      namespaces: ['shop'],
      entities: ['component:default/all'],
      owners: ['group:default/ops'],
      systems: ['system:default/store'],
    });
    expect(service).toEqual({
      clusters: ['us'],
      namespaces: ['front'],
      entities: [],
      owners: [],
      systems: [],
    });
    expect([gone, absent]).toEqual([undefined, undefined]);
  });
});
