import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { applyManifests } from '../apiserver/applyManifests';
import {
  type ControlPlane,
  startControlPlane,
} from '../apiserver/controlPlane';
import { KubernetesApi } from '../apiserver/kubernetesApi';
import { manifestFiles } from '../apiserver/manifests';
import { eventually } from '../portal/eventually';
import { policy } from './harm';
import { inStep, statusOf } from './inStep';
import { type Postgres, startPostgres } from './postgres';
import { type Backend, startBackend } from './startBackend';

const root = path.resolve(__dirname, '../..');
const demo = manifestFiles(path.join(root, 'examples/clusters/demo'));

describe('replicas of the backend on one PostgreSQL', () => {
  let controlPlane: ControlPlane;
  let cluster: KubernetesApi;
  let postgres: Postgres;
  let watcher: Backend;
  let other: Backend;

  before(async () => {
    controlPlane = await startControlPlane();
    cluster = new KubernetesApi(controlPlane.kubeconfigs.admin);
    await applyManifests(controlPlane.kubeconfigs.admin, demo);
    postgres = await startPostgres();
    watcher = await start('live-replica-1');
    await isInStep(watcher);
    other = await start('live-replica-2');
  });

  after(async () => {
    await watcher?.child.stop();
    await other?.child.stop();
    await postgres?.stop();
    await controlPlane?.stop();
  });

  async function start(name: string) {
    return startBackend({
      name,
      database: postgres.database,
      clusters: [
        {
          name: 'demo',
          source: {
            type: 'kubeconfig',
            path: controlPlane.kubeconfigs.admin,
          },
        },
      ],
    });
  }

  async function isInStep({ api }: Backend) {
    await inStep({
      api,
      cluster: 'demo',
      kubeconfig: controlPlane.kubeconfigs.admin,
    });
  }

  const following = (backend: Backend) =>
    backend.log().match(/Following cluster demo/g)?.length ?? 0;

  it('has one of them follow the cluster, and both answer the same', async () => {
    await isInStep(other);
    assert.equal(following(watcher), 1);
    assert.equal(following(other), 0);
  });

  it('has the other one answer what only the watcher can know', async () => {
    const { arrivals } = await other.api.connect('demo', {
      from: null,
      address: 'storefront.nginx-permissive.svc.cluster.local',
      port: 80,
      protocol: 'http',
    });
    assert.notEqual(arrivals.length, 0);
  });

  it('has another one take over within 15 s of the watcher being killed', async () => {
    await watcher.child.kill();
    const killed = Date.now();
    await cluster.create(policy('STRICT'));
    await eventually(
      'another watcher',
      async () => following(other),
      count => count === 1,
    );
    const seconds = (Date.now() - killed) / 1000;
    assert.ok(seconds < 15, `taken over after ${seconds} s`);
    // How long it takes to be in step again is a matter of the machine.
    await isInStep(other);
  });

  it('shows what was last known, marked as such, until a cluster is followed again', async () => {
    await other.child.kill();
    watcher = await start('live-replica-3');
    const { state, services } = (await statusOf(watcher.api, 'demo')) ?? {};
    assert.notEqual(state, 'synced');
    assert.notEqual(services, 0);
    const found = await watcher.api.getService({
      cluster: 'demo',
      namespace: 'nginx-permissive',
      name: 'storefront',
    });
    assert.equal(found.stale, true);
    assert.equal(found.posture.posture, 'rejected');
    await isInStep(watcher);
  });

  it('goes on after its database was gone for a minute', async () => {
    await postgres.kill();
    await cluster.delete(policy('STRICT'));
    await new Promise(resolve => setTimeout(resolve, 60_000));
    await postgres.start();
    await isInStep(watcher);
    assert.equal(following(watcher), 1);
    assert.doesNotMatch(watcher.log(), /unhandled|uncaught/i);
  });

  it('takes no harm from being killed in the middle of a sync', async () => {
    await cluster.create(policy('STRICT'));
    await watcher.child.kill();
    for (const name of ['live-sync-1', 'live-sync-2']) {
      const backend = await start(name);
      await eventually(
        'a sync that has begun',
        async () => following(backend),
        count => count > 0,
      );
      await backend.child.kill();
    }
    watcher = await start('live-replica-4');
    await isInStep(watcher);
  });
});
