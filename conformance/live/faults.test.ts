import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyManifests } from '../apiserver/applyManifests';
import {
  type ControlPlane,
  startControlPlane,
} from '../apiserver/controlPlane';
import { KubernetesApi } from '../apiserver/kubernetesApi';
import { manifestFiles } from '../apiserver/manifests';
import { eventually } from '../portal/eventually';
import { type Answered, type Fault, FaultProxy } from './FaultProxy';
import {
  compact,
  forAll,
  otherAuthority,
  pod,
  policy,
  unavailable,
} from './harm';
import { inStep, statusOf } from './inStep';
import { type Backend, startBackend } from './startBackend';
import { WatcherAccount } from './WatcherAccount';

const root = path.resolve(__dirname, '../..');
const demo = manifestFiles(path.join(root, 'examples/clusters/demo'));

const storefront = {
  cluster: 'demo',
  namespace: 'nginx-permissive',
  name: 'storefront',
};
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const policies = 'peerauthentications.security.istio.io';

describe('a live cluster that is harmed', () => {
  let controlPlane: ControlPlane;
  let cluster: KubernetesApi;
  let proxy: FaultProxy;
  let account: WatcherAccount;
  let backend: Backend;
  let calm: { readonly sockets: number; readonly memory: number };

  before(async () => {
    controlPlane = await startControlPlane();
    cluster = new KubernetesApi(controlPlane.kubeconfigs.admin);
    await applyManifests(controlPlane.kubeconfigs.admin, demo);
    proxy = await FaultProxy.start(controlPlane.url, controlPlane.certificates);
    account = await WatcherAccount.create(controlPlane, cluster);
    account.writeKubeconfig(proxy.url);
    backend = await startBackend({
      name: 'live-faults',
      clusters: [
        {
          name: 'demo',
          source: { type: 'kubeconfig', path: account.kubeconfig },
        },
      ],
    });
    await isInStep();
    calm = { sockets: backend.sockets(), memory: backend.memory() };
  });

  after(async () => {
    await backend?.child.stop();
    await proxy?.stop();
    await controlPlane?.stop();
  });

  afterEach(async () => {
    proxy.fault = { kind: 'none' };
    await account.allowAll();
    await hasNotGrown();
  });

  /** What a fault has cost in sockets comes back; memory may have grown by what the garbage collector leaves. */
  async function hasNotGrown() {
    await eventually(
      `sockets as before, ${calm.sockets}`,
      async () => backend.sockets(),
      sockets => sockets <= calm.sockets + 3,
    );
    assert.ok(
      backend.memory() < calm.memory + 250,
      `${calm.memory} MB before, ${backend.memory()} MB now`,
    );
  }

  /** Read with the account's own rights, past the proxy. */
  async function isInStep() {
    await inStep({
      api: backend.api,
      cluster: 'demo',
      kubeconfig: account.directKubeconfig,
    });
  }

  const state = async () => (await statusOf(backend.api, 'demo'))?.state;
  const message = async () =>
    (await statusOf(backend.api, 'demo'))?.message ?? '';
  const isStale = () =>
    eventually('a cluster that is stale', state, one => one === 'stale');

  /** Changes something that many verdicts hang on, as often as it is called. */
  let strict = false;
  async function change() {
    strict = !strict;
    if (strict) await cluster.create(policy('STRICT'));
    else await cluster.delete(policy('STRICT'));
  }

  it('catches up after the API server was killed and started again', async () => {
    await controlPlane.apiServer.child.kill();
    await isStale();
    assert.match(await message(), /is tried again/);
    controlPlane.apiServer.start();
    await controlPlane.ready();
    await change();
    await isInStep();
  });

  it('reads everything anew where the history was compacted meanwhile', async () => {
    await controlPlane.apiServer.child.kill();
    controlPlane.apiServer.start();
    await controlPlane.ready();
    proxy.fault = { kind: 'answer', ...unavailable };
    await change();
    await compact(controlPlane.etcd.url);
    await controlPlane.apiServer.child.kill();
    controlPlane.apiServer.start();
    await controlPlane.ready();
    proxy.fault = { kind: 'none' };
    await isInStep();
  });

  it('says that it does not know while etcd stands still, and goes on after it', async () => {
    const stopped = new Date().toISOString();
    controlPlane.etcd.child.signal('SIGSTOP');
    try {
      await isStale();
      assert.match(await message(), /does not reach its etcd/);
      const since = (await statusOf(backend.api, 'demo'))?.since ?? '';
      assert.ok(since > stopped, `unknown since ${since}`);
      const shown = await backend.api.getService(storefront);
      assert.equal(shown.stale, true);
      assert.ok(shown.observedAt < since, `observed at ${shown.observedAt}`);
    } finally {
      controlPlane.etcd.child.signal('SIGCONT');
    }
    await controlPlane.ready();
    await change();
    await isInStep();
  });

  it('goes on with a new token after its old one was revoked', async () => {
    await account.revoke();
    // What is open stays open; what is opened anew is refused.
    proxy.cut();
    await isStale();
    await account.renew(proxy.url);
    await change();
    await isInStep();
  });

  it('judges without a kind that it may not read any more, and with it once it may again', async () => {
    await account.forbid('peerauthentications');
    proxy.cut();
    const forbidden = await eventually(
      'the kind that is forbidden',
      async () => (await statusOf(backend.api, 'demo'))?.unreadable ?? [],
      kinds => kinds.length > 0,
    );
    assert.deepEqual(
      forbidden.map(({ kind }) => kind),
      ['PeerAuthentication'],
    );
    assert.match(forbidden[0].rbac ?? '', /peerauthentications/);
    await isInStep();
    await account.allowAll();
    await isInStep();
  });

  it('notices that a CRD was deleted, and installed again', async () => {
    const crd = JSON.parse(
      await cluster.call('GET', `${definitions}/${policies}`),
    );
    await cluster.call('DELETE', `${definitions}/${policies}`);
    strict = false;
    await eventually(
      'the CRD to be gone',
      () => cluster.call('GET', `${definitions}/${policies}`).catch(String),
      answer => /404/.test(answer),
    );
    await isInStep();
    await cluster.create(crd);
    await eventually(
      'the kind to be served',
      () => change().then(String, String),
      answer => answer === 'undefined' || ((strict = false), false),
    );
    await isInStep();
  });

  async function staysInStepThrough(fault: Fault) {
    proxy.fault = fault;
    proxy.cut();
    await change();
    await isInStep();
  }

  it('stays in step through a proxy that delays everything', () =>
    staysInStepThrough({ kind: 'delay', by: 300 }));

  it('stays in step through a proxy that has little bandwidth', () =>
    staysInStepThrough({ kind: 'throttle', rate: 2_000_000 }));

  it('resumes where connections are cut in the middle of a chunk', async () => {
    proxy.fault = { kind: 'cut', after: 700 };
    await change();
    await sleep(3_000);
    proxy.fault = { kind: 'none' };
    await isInStep();
  });

  it('notices connections that have fallen silent, and replaces them', async () => {
    proxy.fault = { kind: 'silence' };
    await change();
    await isStale();
    proxy.fault = { kind: 'none' };
    await isInStep();
  });

  async function saysSoWhileAnswered(answer: Omit<Answered, 'kind'>) {
    proxy.fault = { kind: 'answer', ...answer };
    proxy.cut();
    await isStale();
    await change();
    proxy.fault = { kind: 'none' };
    await isInStep();
  }

  it('says so while the server answers with 429, and recovers', () =>
    saysSoWhileAnswered({
      ...unavailable,
      status: 429,
      headers: { 'Retry-After': new Date(Date.now() + 2_000).toUTCString() },
    }));

  it('says so while the server answers with 500, and recovers', () =>
    saysSoWhileAnswered({ ...unavailable, status: 500 }));

  it('says so while the server answers with HTML, and recovers', () =>
    saysSoWhileAnswered({
      status: 200,
      type: 'text/html',
      body: '<html>Log in</html>',
    }));

  it('says so while the server answers with half a JSON, and recovers', () =>
    saysSoWhileAnswered({
      status: 200,
      type: 'application/json',
      body: '{"kind":',
    }));

  it('says so while the server answers with half a protobuf, and recovers', () =>
    saysSoWhileAnswered({
      status: 200,
      type: 'application/vnd.kubernetes.protobuf',
      body: 'k8s\0\n\t',
    }));

  it('trusts no other certificate, and reads the right one when it is there', async () => {
    await account.revoke();
    proxy.cut();
    await account.renew(proxy.url, otherAuthority());
    await eventually('words about the certificate', message, text =>
      /certificate/.test(text),
    );
    account.writeKubeconfig(proxy.url);
    await isInStep();
  });

  it('takes objects of a megabyte', async () => {
    for (const name of ['large-1', 'large-2', 'large-3'])
      await cluster.create(pod(name, 'x'.repeat(1_000_000)));
    await isInStep();
  });

  it('takes 5,000 changes in a burst', async () => {
    const pods = Array.from({ length: 500 }, (_, index) => pod(`pod-${index}`));
    await forAll(pods, one => cluster.create(one));
    const rounds = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
    const changes = rounds.flatMap(round => pods.map(one => ({ one, round })));
    await forAll(changes, ({ one, round }) =>
      cluster.patch(one, { metadata: { labels: { round } } }),
    );
    await isInStep();
  });

  it('has let no error pass by, and written down no token', async () => {
    assert.doesNotMatch(backend.log(), /unhandled|uncaught/i);
    const said =
      backend.log() + JSON.stringify(await backend.api.listClusters());
    for (const token of account.tokens)
      assert.ok(!said.includes(token), 'a token is in the log');
    assert.ok(account.tokens.length > 2);
  });
});
