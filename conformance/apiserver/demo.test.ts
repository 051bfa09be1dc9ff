import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  analyze,
  ClusterState,
  type ServicePosture,
} from '@ingress-posture/engine';
import { parse } from 'yaml';
import { eventually } from '../portal/eventually';
import { type Portal, startPortal } from '../portal/startPortal';
import { applyManifests } from './applyManifests';
import { type ControlPlane, startControlPlane } from './controlPlane';
import { KubernetesApi, type KubernetesObject } from './kubernetesApi';
import { manifestFiles, readManifests } from './manifests';
import { letReadersReadAllBut } from './readers';
import { servedPostures } from './servedPostures';

const root = path.resolve(__dirname, '../..');
const demo = manifestFiles(path.join(root, 'examples/clusters/demo'));

describe('the demo on a real kube-apiserver', () => {
  let controlPlane: ControlPlane;
  let cluster: KubernetesApi;
  let portal: Portal;

  before(async () => {
    controlPlane = await startControlPlane();
    cluster = new KubernetesApi(controlPlane.kubeconfigs.admin);
    await applyManifests(controlPlane.kubeconfigs.admin, demo);
    await letReadersReadAllBut('peerauthentications', cluster);
    const { admin, reader } = controlPlane.kubeconfigs;
    portal = await startPortal({
      name: 'cluster-portal',
      clusters: [
        { name: 'demo', source: { type: 'kubeconfig', path: admin } },
        { name: 'restricted', source: { type: 'kubeconfig', path: reader } },
      ],
    });
  });

  after(async () => {
    await portal?.stop();
    await controlPlane?.stop();
  });

  it('comes out with the same postures as the folder', async () => {
    const expected = byName(posturesOfTheFolder());
    const served = await eventually(
      'every service of the demo, with its remedies',
      async () => byName(await servedPostures(portal.api, 'demo')),
      postures =>
        postures.length >= expected.length &&
        postures.every(posture => !posture.remediesPending),
    );
    assert.deepEqual(served.map(nameOf), expected.map(nameOf));
    for (const [index, posture] of expected.entries())
      assert.deepEqual(
        withoutVersions(served[index]),
        withoutVersions(posture),
      );
  });

  it('hears of a policy that is created, changed and deleted', async () => {
    const policy: KubernetesObject = {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'nginx-permissive' },
      spec: { mtls: { mode: 'STRICT' } },
    };
    await cluster.create(policy);
    await postureBecomes('nginx-permissive', 'storefront', 'rejected');
    await cluster.patch(policy, { spec: { mtls: { mode: 'PERMISSIVE' } } });
    await postureBecomes('nginx-permissive', 'storefront', 'plaintext');
    await cluster.patch(policy, { spec: { mtls: { mode: 'STRICT' } } });
    await postureBecomes('nginx-permissive', 'storefront', 'rejected');
    await cluster.delete(policy);
    await postureBecomes('nginx-permissive', 'storefront', 'plaintext');
  });

  it("hears of an Ingress' annotation: Service routing brings mTLS", async () => {
    const ingress: KubernetesObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'reviews', namespace: 'pod-ip-routing-permissive' },
    };
    const serviceUpstream = 'nginx.ingress.kubernetes.io/service-upstream';
    await cluster.patch(ingress, {
      metadata: { annotations: { [serviceUpstream]: 'true' } },
    });
    await postureBecomes('pod-ip-routing-permissive', 'reviews', 'permissive');
  });

  it('says which kind RBAC hides, and the rule that shows it', async () => {
    const restricted = await eventually(
      'the cluster that is read with fewer rights',
      async () =>
        (
          await portal.api.listClusters()
        ).items.find(({ name }) => name === 'restricted'),
      found => found !== undefined && found.unreadable.length > 0,
    );
    const [hidden, ...others] = restricted?.unreadable ?? [];
    assert.deepEqual(others, []);
    assert.equal(hidden.group, 'security.istio.io');
    assert.equal(hidden.kind, 'PeerAuthentication');
    assert.deepEqual(parse(hidden.rbac ?? ''), [
      {
        apiGroups: ['security.istio.io'],
        resources: ['peerauthentications'],
        verbs: ['list', 'watch'],
      },
    ]);
  });

  it('never takes a verdict from what RBAC hides', async () => {
    const open = await portal.api.getService({
      cluster: 'restricted',
      namespace: 'mesh-internal',
      name: 'ledger',
    });
    assert.equal(open.posture.posture, 'unknown');
    assert.match(open.posture.caveats.join(), /PeerAuthentication/);
  });

  async function postureBecomes(
    namespace: string,
    name: string,
    wanted: string,
  ) {
    await eventually(
      `${wanted} of ${namespace}/${name}`,
      async () =>
        (
          await portal.api.getService({ cluster: 'demo', namespace, name })
        ).posture.posture,
      posture => posture === wanted,
    );
  }
});

function posturesOfTheFolder(): readonly ServicePosture[] {
  const state = new ClusterState({ name: 'demo' });
  for (const object of readManifests(demo)) state.upsert(object);
  return analyze(state);
}

function byName(postures: readonly ServicePosture[]): ServicePosture[] {
  return [...postures].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

function nameOf({ service }: ServicePosture): string {
  return `${service.namespace}/${service.name}`;
}

/** Only the live cluster knows versions of objects. */
function withoutVersions(posture: ServicePosture): unknown {
  return JSON.parse(
    JSON.stringify(posture, (key, value) =>
      key === 'resourceVersion' ? undefined : value,
    ),
  );
}
