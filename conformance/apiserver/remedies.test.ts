import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  analyze,
  analyzeServices,
  kinds,
  type ServicePosture,
} from '@ingress-posture/engine';
import { applyManifests } from './applyManifests';
import { type ControlPlane, startControlPlane } from './controlPlane';
import { KubernetesApi } from './kubernetesApi';
import { liveState } from './liveState';
import { manifestFiles, readManifests } from './manifests';
import { isPlayable, rollOut, takeAndGiveBack } from './takeRemedy';

const root = path.resolve(__dirname, '../..');
const demo = manifestFiles(path.join(root, 'examples/clusters/demo'));

/** A service of the demo that nothing is wrong with, and what can go wrong with it. */
const service = { namespace: 'nginx-sidecar-strict', name: 'checkout' };
const troubles = [
  ['destination-rule-of-a-port', 'destination-rule-'],
  ['destination-rule-of-a-subset', 'destination-rule-'],
  ['policy-for-others', 'let-identity-in'],
] as const;

describe('the remedies of the demo, applied through a real kube-apiserver', () => {
  let controlPlane: ControlPlane;
  let cluster: KubernetesApi;

  before(async () => {
    controlPlane = await startControlPlane();
    cluster = new KubernetesApi(controlPlane.kubeconfigs.admin);
    await applyManifests(controlPlane.kubeconfigs.admin, demo);
  });

  after(async () => {
    await controlPlane?.stop();
  });

  it('bring what they promise, and taken back bring the first posture back', async () => {
    const weak = analyze(await liveState(cluster, kinds)).filter(
      ({ posture }) => ['rejected', 'plaintext'].includes(posture),
    );
    assert.ok(weak.length > 10);
    for (const one of weak) {
      for (const remedy of one.remedies.filter(isPlayable)) {
        await takeAndGiveBack('demo', cluster, one, remedy, postureOf);
      }
    }
  });

  for (const [trouble, remedy] of troubles) {
    it(`lead out of a ${trouble.replaceAll('-', ' ')}`, () =>
      leadOutOf(trouble, remedy));
  }

  it('lead out of a port that annotations lead past the sidecar', async () => {
    const { namespace, name } = service;
    const workload = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace, name },
    };
    const led = (value: string | null) => {
      const annotations = {
        'traffic.sidecar.istio.io/excludeInboundPorts': value,
      };
      return { spec: { template: { metadata: { annotations } } } };
    };
    await cluster.patch(workload, led('8080'));
    const back = await rollOut(cluster, workload);
    try {
      await leadsOut(cluster, 'capture-port');
    } finally {
      await cluster.patch(workload, led(null));
      await back();
    }
  });

  async function leadOutOf(trouble: string, remedy: string): Promise<void> {
    const file = path.join(__dirname, 'troubles', `${trouble}.yaml`);
    const objects = readManifests([file]);
    for (const object of objects) await cluster.create(object);
    try {
      await leadsOut(cluster, remedy);
    } finally {
      for (const object of objects) await cluster.delete(object);
    }
  }
});

/** The one remedy of this name leads where the service was before, and taken back to where it has come. */
async function leadsOut(cluster: KubernetesApi, id: string): Promise<void> {
  const state = await liveState(cluster, kinds);
  const [posture] = analyzeServices(state, [service]);
  assert.equal(posture.posture, 'rejected');
  const remedies = posture.remedies.filter(one => one.id.startsWith(id));
  assert.deepEqual(
    remedies.map(one => [one.standing, one.reaches]),
    [['proven', 'enforced']],
  );
  await takeAndGiveBack(id, cluster, posture, remedies[0], postureOf);
}

async function postureOf(
  cluster: KubernetesApi,
  wanted: ServicePosture['service'],
): Promise<string | undefined> {
  const [posture] = analyzeServices(await liveState(cluster, kinds), [wanted]);
  return posture?.posture;
}
