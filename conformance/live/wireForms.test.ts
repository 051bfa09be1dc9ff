import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type KindDefinition, kinds } from '@ingress-posture/engine';
import { applyManifests } from '../apiserver/applyManifests';
import {
  type ControlPlane,
  startControlPlane,
} from '../apiserver/controlPlane';
import { KubernetesApi } from '../apiserver/kubernetesApi';
import { manifestFiles } from '../apiserver/manifests';
import { eventually } from '../portal/eventually';
import {
  type FollowedKind,
  followKind,
  isInProtobuf,
  type Manner,
  protobuf,
} from './followKind';

const root = path.resolve(__dirname, '../..');
const manifests = [
  ...manifestFiles(path.join(root, 'examples/clusters/demo')),
  path.join(__dirname, 'everyField.yaml'),
];
const pods = kinds.find(({ plural }) => plural === 'pods')!;
const manners: readonly Manner['form'][] = ['json', 'protobuf'];

describe('objects of a real API server', () => {
  let controlPlane: ControlPlane;
  let cluster: KubernetesApi;

  before(async () => {
    controlPlane = await startControlPlane();
    cluster = new KubernetesApi(controlPlane.kubeconfigs.admin);
    await applyManifests(controlPlane.kubeconfigs.admin, manifests);
  });
  after(() => controlPlane?.stop());

  /** Follows a kind as JSON and as protobuf while something is done. */
  async function withBoth(
    kind: KindDefinition,
    streamsLists: boolean,
    work: (both: readonly FollowedKind[]) => Promise<void>,
  ) {
    const { admin } = controlPlane.kubeconfigs;
    const both = manners.map(form =>
      followKind(admin, kind, { form, streamsLists }),
    );
    try {
      await work(both);
    } finally {
      await Promise.all(both.map(one => one.stop()));
    }
  }

  /** Waits until each of them has everything. */
  async function areCurrent(both: readonly FollowedKind[]) {
    for (const one of both)
      await eventually(
        'a kind that is read',
        async () => one.health(),
        ({ state }) => state === 'current',
      );
  }

  const compare = (kind: KindDefinition, streamsLists: boolean) =>
    withBoth(kind, streamsLists, async both => {
      await areCurrent(both);
      const [json, other] = both;
      assert.notEqual(json.objects().length, 0);
      assert.deepEqual(other.objects(), json.objects());
      assert.ok([...json.types].every(type => !type?.startsWith(protobuf)));
      assert.ok([...other.types].every(type => type?.startsWith(protobuf)));
    });

  for (const kind of kinds.filter(isInProtobuf)) {
    it(`are the same as protobuf and as JSON in a list: ${kind.key}`, () =>
      compare(kind, false));
    it(`are the same as protobuf and as JSON in a watch: ${kind.key}`, () =>
      compare(kind, true));
  }

  it('are the same when they change and go', () =>
    withBoth(pods, true, async both => {
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'every-field', namespace: 'every-field' },
      };
      const become = async (what: string, isSo: (text: string) => boolean) => {
        for (const one of both)
          await eventually(
            what,
            async () => JSON.stringify(one.objects()),
            isSo,
          );
        assert.deepEqual(both[1].objects(), both[0].objects());
      };
      await areCurrent(both);
      await cluster.patch(pod, {
        metadata: { labels: { round: 'afterwards' } },
      });
      await become('a pod that changed', text => text.includes('afterwards'));
      const place = await cluster.placeOf(pod);
      await cluster.call('DELETE', `${place}?gracePeriodSeconds=0`);
      await become('a pod that is gone', text => !text.includes('afterwards'));
    }));

  it('are refused in words, whatever the form', async () => {
    const { reader } = controlPlane.kubeconfigs;
    for (const form of manners) {
      const refused = followKind(reader, pods, { form, streamsLists: false });
      const health = await eventually(
        'a refusal',
        async () => refused.health(),
        ({ state }) => state === 'forbidden',
      );
      await refused.stop();
      assert.match(JSON.stringify(health), /\\"reader\\" cannot list .*pods/);
    }
  });
});
