import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  integrationModes,
  mtlsPostures,
  NONE,
  serviceGroupings,
  serviceSortKeys,
} from '@ingress-posture/plugin-ingress-posture-common';
import {
  PostureFilter,
  posturePermissionRules,
} from '@ingress-posture/plugin-ingress-posture-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import { Visible, whereVisible } from '../access/visible';
import { ClaimStore } from '../entities/ClaimStore';
import type { CompleteServiceQuery } from '../postures/listServices';
import type { PostureStore } from '../postures/PostureStore';
import { Environments } from './Environments';
import { Fleet } from './Fleet';

const { isClaimedBy, isEntityOwner, isInCluster, isInNamespace, isInSystem } =
  posturePermissionRules;

const clusters = ['eu', 'us', 'lab'];
const namespaces = ['shop', 'front'];
const names = ['cart', 'pay', 'web', 'Web_1'];
const owners = ['group:default/shop', 'group:default/ops'];
const systems = ['system:default/store'];
const entities = ['component:default/cart', 'component:default/all'];
const vendors = ['ingress-nginx', 'istio'];

const some = (values: string[]) => fc.subarray(values);
const rule: fc.Arbitrary<PermissionCriteria<PostureFilter>> = fc.oneof(
  some(clusters).map(all => isInCluster.toQuery({ clusters: all })),
  some(namespaces).map(all => isInNamespace.toQuery({ namespaces: all })),
  some(owners).map(all => isEntityOwner.toQuery({ claims: all })),
  some(entities).map(all => isClaimedBy.toQuery({ entityRefs: all })),
  some(systems).map(all => isInSystem.toQuery({ systems: all })),
);
const visible: fc.Arbitrary<Visible> = fc.oneof(
  rule,
  rule.map(not => ({ not })),
  fc.tuple(rule, rule).map(allOf => ({ allOf })),
  fc.tuple(rule, rule).map(anyOf => ({ anyOf })),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const query: fc.Arbitrary<CompleteServiceQuery> = fc.record({
  cluster: maybe(oneOf(clusters)),
  namespace: maybe(oneOf(namespaces)),
  posture: maybe(fc.subarray([...mtlsPostures])),
  mode: maybe(fc.subarray([...integrationModes])),
  vendor: maybe(oneOf([...vendors, NONE])),
  owner: maybe(oneOf([...owners, NONE])),
  system: maybe(oneOf([...systems, NONE])),
  environment: maybe(oneOf(['production', 'nowhere', NONE])),
  claimed: maybe(fc.boolean()),
  contested: maybe(fc.boolean()),
  retired: maybe(fc.boolean()),
  search: maybe(oneOf(['cart', 'A', 'ops', '_', '%', 'example.com'])),
  sort: oneOf(serviceSortKeys),
  order: oneOf(['asc', 'desc'] as const),
  limit: oneOf([1, 3, 50]),
  offset: oneOf([0, 1, 4]),
});

describe('what a fleet says to somebody who does not see everything', () => {
  let store: PostureStore;

  beforeAll(async () => {
    store = await openStore();
    for (const [index, name] of clusters.entries()) {
      const postures = namespaces.flatMap((namespace, row) =>
        names.map((one, column) => {
          const at = index + 3 * row + 5 * column;
          const vendor = [...vendors, undefined][at % 3];
          return posture(one, {
            namespace,
            posture: mtlsPostures[at % mtlsPostures.length],
            mode: integrationModes[at % integrationModes.length],
            ...(vendor && { via: [vendor, `${one}.example.com`] }),
          });
        }),
      );
      await store.apply(
        { name, source: { type: 'manifests', options: { path: '/' } } },
        report(postures),
      );
    }
    const claim = (cluster: string, name: string, entityRef: string) => ({
      cluster,
      namespace: 'shop',
      name,
      entityRef,
      kind: 'labels' as const,
    });
    await new ClaimStore(store.knex).replaceAll(
      entities.map((entityRef, index) => ({
        entityRef,
        owners: owners.slice(index),
        system: [null, ...systems][index]!,
        selectors: [],
      })),
      [
        claim('eu', 'cart', entities[0]),
        claim('eu', 'cart', entities[1]),
        claim('us', 'pay', entities[1]),
        claim('lab', 'web', entities[0]),
      ],
    );
  });

  const said = async (
    knex: Knex,
    asked: CompleteServiceQuery,
    sees: Visible,
  ): Promise<string> => {
    const fleet = new Fleet({
      knex,
      environments: new Environments([
        { environment: 'production', pattern: '?u' },
        { environment: 'production', pattern: 'eu' },
      ]),
      isFollowed: cluster => cluster !== 'lab',
    });
    const { sort, order, limit, offset, ...filter } = asked;
    const lines: string[] = [];
    for await (const line of fleet.exportCsv(filter, sees)) lines.push(line);
    const groups = [];
    for (const by of serviceGroupings) {
      groups.push(await fleet.group(by, filter, sees));
    }
    return JSON.stringify([
      await fleet.list(asked, sees),
      groups,
      lines,
      await fleet.endOfLife(filter, sees),
    ]);
  };

  /** What is said where the services that are not to be seen are not there at all. */
  const saidWithout = async (asked: CompleteServiceQuery, sees: Visible) => {
    const trx = await store.knex.transaction();
    try {
      const kept = whereVisible(trx('postures'), sees).select(
        'cluster',
        'namespace',
        'name',
      );
      await trx('postures')
        .whereNotIn(['cluster', 'namespace', 'name'], await rowsOf(kept))
        .delete();
      return await said(trx, asked, 'all');
    } finally {
      await trx.rollback();
    }
  };

  it('is byte for byte what everybody would hear if there were nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(visible, query, async (sees, asked) => {
        expect(await said(store.knex, asked, sees)).toBe(
          await saidWithout(asked, sees),
        );
      }),
      { numRuns: 60 },
    );
  });
});

async function rowsOf(builder: Knex.QueryBuilder): Promise<string[][]> {
  const rows: Record<string, string>[] = await builder;
  return rows.map(({ cluster, namespace, name }) => [cluster, namespace, name]);
}
