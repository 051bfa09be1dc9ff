import type { BrokenService, Remedy } from '@ingress-posture/engine';
import { openStore } from '../__testUtils__/openStore';
import { posture, report } from '../__testUtils__/postures';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import { toRemediesRecord } from '../postures/PostureRecord';
import { withWaysOut } from './withWaysOut';

const cluster: ClusterConfig = {
  name: 'demo',
  source: { type: 'manifests', options: { path: '/' } },
};

const remedy: Remedy = {
  id: 'sidecar',
  title: 'Give the edge a sidecar',
  reaches: 'permissive',
  standing: 'proven',
  costs: [],
  resolves: [],
  steps: [],
};

const broken = (name: string): BrokenService => ({
  service: { namespace: 'shop', name },
  workload: null,
  paths: [],
  ports: [],
  remedies: null,
});

describe('a STRICT preview with the ways out', () => {
  async function waysOut(remedies: boolean) {
    const store = await openStore();
    const names = ['cart', 'pay'];
    await store.apply(cluster, report(names.map(name => posture(name))));
    const key = { namespace: 'shop', name: 'cart' };
    await store.apply(
      cluster,
      report([], { remedies: [toRemediesRecord(key, [remedy])] }),
    );
    await store
      .knex('postures')
      .where({ name: 'cart' })
      .update({ owner: 'group:default/shop' });
    const preview = await withWaysOut(
      store.knex,
      {
        version: 1,
        cluster: 'demo',
        scope: { kind: 'mesh' },
        sentence: '',
        counts: { services: 3, strict: 0, ready: 0, breaking: 3, apart: 0 },
        breaks: ['cart', 'gone', 'pay'].map(broken),
        stillPermissive: [],
        order: [],
        caveats: [],
      },
      { remedies },
    );
    return preview.breaks.map(one => [one.owner, one.remedies]);
  }

  it('says whose a service is, and which remedies are kept of it', async () => {
    const { id, title, reaches, standing } = remedy;
    expect(await waysOut(true)).toEqual([
      ['group:default/shop', [{ id, title, reaches, standing, steps: 0 }]],
      [undefined, null],
      // Still being worked out.
      [undefined, null],
    ]);
  });

  it('leaves remedies out where they are not wanted', async () => {
    expect(await waysOut(false)).toEqual([
      ['group:default/shop', null],
      [undefined, null],
      [undefined, null],
    ]);
  });
});
