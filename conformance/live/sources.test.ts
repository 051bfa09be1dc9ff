import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
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
import { type Backend, startBackend } from './startBackend';
import { WatcherAccount } from './WatcherAccount';

const root = path.resolve(__dirname, '../..');
const demo = manifestFiles(path.join(root, 'examples/clusters/demo'));

describe('the ways to a live cluster', () => {
  let controlPlane: ControlPlane;
  let cluster: KubernetesApi;
  let account: WatcherAccount;
  let backend: Backend | undefined;

  before(async () => {
    controlPlane = await startControlPlane();
    cluster = new KubernetesApi(controlPlane.kubeconfigs.admin);
    await applyManifests(controlPlane.kubeconfigs.admin, demo);
    account = await WatcherAccount.create(controlPlane, cluster);
  });
  afterEach(async () => {
    await backend?.child.stop();
    backend = undefined;
  });
  after(() => controlPlane?.stop());

  const authority = () => path.join(controlPlane.certificates, 'apiserver.crt');

  async function isInStep({ api }: Backend) {
    await inStep({
      api,
      cluster: 'demo',
      kubeconfig: account.directKubeconfig,
    });
  }

  /** In step, through a change, and without a token in what is said. */
  async function follows(followed: Backend) {
    await isInStep(followed);
    await cluster.create(policy('STRICT'));
    await isInStep(followed);
    await cluster.delete(policy('STRICT'));
    await isInStep(followed);
    for (const token of account.tokens)
      assert.ok(!followed.log().includes(token), 'a token is in the log');
  }

  it('lead through the service account of the pod that the backend runs in', async () => {
    const mounted = mkdtempSync(path.join(tmpdir(), 'service-account-'));
    const token = path.join(mounted, 'token');
    copyFileSync(authority(), path.join(mounted, 'ca.crt'));
    writeFileSync(token, account.token);
    const { hostname, port } = new URL(controlPlane.url);
    backend = await startBackend({
      name: 'live-in-cluster',
      clusters: [
        { name: 'demo', source: { type: 'in-cluster', path: mounted } },
      ],
      env: { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port },
    });
    await follows(backend);
    await account.revoke();
    await account.renew(controlPlane.url);
    writeFileSync(token, account.token);
    await controlPlane.apiServer.child.kill();
    controlPlane.apiServer.start();
    await controlPlane.ready();
    await isInStep(backend);
  });

  it("lead through Backstage's own Kubernetes plugin, with its credentials", async () => {
    backend = await startBackend({
      name: 'live-kubernetes-plugin',
      clusters: [{ source: { type: 'kubernetes-plugin' } }],
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'demo',
                url: controlPlane.url,
                authProvider: 'serviceAccount',
                serviceAccountToken: account.token,
                caFile: authority(),
              },
            ],
          },
        ],
      },
    });
    const { api } = backend;
    await eventually(
      'the cluster of the Kubernetes plugin',
      () => statusOf(api, 'demo'),
      status => status?.source === 'kubernetes-plugin',
    );
    await follows(backend);
  });
});
