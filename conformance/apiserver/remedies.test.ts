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
import { manifestFiles } from './manifests';
import { isPlayable, takeAndGiveBack } from './takeRemedy';

const root = path.resolve(__dirname, '../..');
const demo = manifestFiles(path.join(root, 'examples/clusters/demo'));

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
});

async function postureOf(
  cluster: KubernetesApi,
  service: ServicePosture['service'],
): Promise<string | undefined> {
  const [posture] = analyzeServices(await liveState(cluster, kinds), [service]);
  return posture?.posture;
}
