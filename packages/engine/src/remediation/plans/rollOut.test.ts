import { sidecarPod } from '../../testing/cluster';
import { ClusterState } from '../../state/clusterState';
import { pods } from '../../state/kinds/pod';
import { rollOutSteps } from './rollOut';

type Fields = Readonly<Record<string, string | null>>;

/** The command by which a change of labels is rolled out, for pods with these. */
function rolledOut(
  labels: Fields,
  ...ofPods: readonly Readonly<Record<string, string>>[]
): string | undefined {
  const state = new ClusterState({ name: 'test' });
  ofPods.forEach((own, index) => {
    const pod = sidecarPod(`shop/cart-${index}`, { ip: '', labels: own });
    const ownerReferences = [
      { kind: 'StatefulSet', name: 'cart', controller: true },
    ];
    const metadata = { ...Object(pod.metadata), ownerReferences };
    state.upsert({ ...pod, metadata });
  });
  const steps = rollOutSteps(state.list(pods), {
    title: 'Change the labels',
    labels,
    column: 'LABELS:.metadata.labels',
    expect: 'others',
    touches: () => [],
  });
  return steps.at(-1)?.step.command;
}

const waits = 'kubectl -n shop rollout status statefulset cart --timeout 5m';
const restarts = `kubectl -n shop rollout restart statefulset cart && ${waits}`;
const asked = { 'sidecar.istio.io/inject': 'true' };
const label = 'security.istio.io/tlsMode';

describe('a roll-out', () => {
  it.each<
    [string, Fields, readonly Readonly<Record<string, string>>[], string]
  >([
    ['follows a label that the pods do not have', asked, [{}], waits],
    [
      'follows a label that says something else',
      asked,
      [{ 'sidecar.istio.io/inject': 'false' }],
      waits,
    ],
    [
      'is asked for where the pods have the label already',
      asked,
      [asked],
      restarts,
    ],
    ['is asked for where one of them has', asked, [{}, asked], restarts],
    [
      'is asked for where a label goes, which somebody may have written on the pods',
      { [label]: null },
      [{ [label]: 'disabled' }],
      restarts,
    ],
    [
      'follows one label that changes beside one that does not',
      { ...asked, 'istio.io/rev': 'canary' },
      [asked],
      waits,
    ],
  ])('%s', (_, labels, ofPods, command) => {
    expect(rolledOut(labels, ...ofPods)).toBe(command);
  });
});
