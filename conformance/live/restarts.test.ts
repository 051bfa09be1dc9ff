import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { applyManifests } from '../apiserver/applyManifests';
import {
  type ControlPlane,
  startControlPlane,
} from '../apiserver/controlPlane';
import { KubernetesApi } from '../apiserver/kubernetesApi';
import { manifestFiles } from '../apiserver/manifests';
import { servedPostures } from '../apiserver/servedPostures';
import { eventually } from '../portal/eventually';
import { FaultProxy } from './FaultProxy';
import { policy } from './harm';
import { inStep, statusOf } from './inStep';
import { type Backend, startBackend } from './startBackend';
import { WatcherAccount } from './WatcherAccount';

const root = path.resolve(__dirname, '../..');
const demo = manifestFiles(path.join(root, 'examples/clusters/demo'));
const hours = 3_600_000;

describe('a backend with a SQLite file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'live-restarts-'));
  const clock = path.join(folder, 'clock');
  let controlPlane: ControlPlane;
  let cluster: KubernetesApi;
  let proxy: FaultProxy;
  let account: WatcherAccount;
  let backend: Backend;

  before(async () => {
    controlPlane = await startControlPlane();
    cluster = new KubernetesApi(controlPlane.kubeconfigs.admin);
    await applyManifests(controlPlane.kubeconfigs.admin, demo);
    proxy = await FaultProxy.start(controlPlane.url, controlPlane.certificates);
    account = await WatcherAccount.create(controlPlane, cluster);
    account.writeKubeconfig(proxy.url);
    await account.allowAll();
  });

  after(async () => {
    await backend?.child.stop();
    await proxy?.stop();
    await controlPlane?.stop();
  });

  async function start() {
    backend = await startBackend({
      name: 'live-restarts',
      database: {
        client: 'better-sqlite3',
        connection: { directory: path.join(folder, 'database') },
      },
      clusters: [
        {
          name: 'demo',
          source: { type: 'kubeconfig', path: account.kubeconfig },
        },
      ],
      env: {
        MOVED_CLOCK: clock,
        NODE_OPTIONS: `--require ${path.join(__dirname, 'movedClock.cjs')}`,
      },
    });
  }

  async function isInStep() {
    await inStep({
      api: backend.api,
      cluster: 'demo',
      kubeconfig: account.directKubeconfig,
    });
  }

  const state = async () => (await statusOf(backend.api, 'demo'))?.state;

  it('comes up in step after it was killed in the middle of its first sync', async () => {
    proxy.fault = { kind: 'throttle', rate: 20_000 };
    await start();
    await eventually('a sync that goes on', state, one => one === 'starting');
    await backend.child.kill();
    proxy.fault = { kind: 'none' };
    await start();
    await isInStep();
  });

  it('shows what was last known, and that it is not current, until it has caught up', async () => {
    await backend.child.kill();
    await cluster.create(policy('STRICT'));
    proxy.fault = { kind: 'silence' };
    await start();
    const shown = await servedPostures(backend.api, 'demo');
    assert.ok(shown.length > 30, `${shown.length} postures are shown`);
    assert.notEqual(await state(), 'synced');
    proxy.fault = { kind: 'none' };
    await isInStep();
  });

  async function moveClock(by: number, mode: string) {
    writeFileSync(clock, String(by));
    await cluster.patch(policy(mode), { spec: { mtls: { mode } } });
    await isInStep();
    assert.equal(await state(), 'synced');
  }

  it('stays in step when the clock is moved forward', () =>
    moveClock(3 * hours, 'PERMISSIVE'));

  it('stays in step when the clock is moved back', () =>
    moveClock(-3 * hours, 'STRICT'));
});
