import { pods } from '../../state/kinds/pod';
import { objectsOf, stateOf } from '../../testing/demo';
import { ownerOf } from './owner';

function ownerIn(metadata: string) {
  const state = stateOf(
    objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: nginx-7d4-x, namespace: edge, ${metadata} }
spec: { containers: [] }
`),
  );
  return ownerOf(state.list(pods)[0]);
}

describe('the owner of a pod', () => {
  it("is the Deployment behind its ReplicaSet, by the pod's own hash", () => {
    expect(
      ownerIn(
        `labels: { pod-template-hash: 7d4 }, ownerReferences: [{ kind: ReplicaSet, name: nginx-7d4, controller: true }]`,
      ),
    ).toMatchObject({ kind: 'Deployment', name: 'nginx' });
  });

  it('is a DaemonSet where that made it', () => {
    expect(
      ownerIn(`ownerReferences: [{ kind: DaemonSet, name: nginx }]`),
    ).toMatchObject({ kind: 'DaemonSet', name: 'nginx' });
  });

  it('is the pod itself where nothing made it', () => {
    expect(ownerIn(`labels: {}`)).toMatchObject({
      kind: 'Pod',
      name: 'nginx-7d4-x',
    });
  });
});
