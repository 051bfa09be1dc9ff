import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { meshOfTemplate } from '../../completion/injectionOfTemplate';
import { ClusterState } from '../../state/clusterState';
import { namespaces } from '../../state/kinds/namespace';
import { Pod, pods } from '../../state/kinds/pod';
import { injectionOf } from './injection';

interface Installation {
  readonly seed: number;
  /** What the installation was given, for whoever reads a failure. */
  readonly flags: readonly string[];
  readonly objects: readonly object[];
  /** What the webhooks and the injector of Istio 1.31 made of pods, by "namespace/name". */
  readonly injected: Readonly<Record<string, boolean>>;
}

const installations: readonly Installation[] = gunzipSync(
  readFileSync(path.join(__dirname, '../__fixtures__/injections.jsonl.gz')),
)
  .toString('utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line));

const stateOf = (objects: readonly object[]) => {
  const state = new ClusterState({ name: 'installation' });
  for (const object of objects) state.upsert(object);
  return state;
};

const answers = (
  { objects, injected }: Installation,
  isInjected: (state: ClusterState, pod: Pod) => boolean,
) => {
  const state = stateOf(objects);
  return Object.keys(injected).map(key => [
    key,
    isInjected(state, state.at(pods, key)!),
  ]);
};

describe('pods of which Istio itself was asked whether it injects them', () => {
  it.each(installations)('are those that wait for it: $seed $flags', one => {
    expect(
      answers(one, (state, pod) => injectionOf(state, pod).kind === 'asked'),
    ).toEqual(Object.entries(one.injected));
  });

  it.each(installations)('are those that are completed: $seed $flags', one => {
    const isCompleted = (state: ClusterState, pod: Pod) => {
      const { namespace, labels, annotations } = pod.meta;
      const found = state.get(namespaces, '', namespace)!;
      const template = {
        metadata: { labels, annotations },
        spec: { hostNetwork: pod.hostNetwork },
      };
      const { mesh } = meshOfTemplate(
        state,
        template,
        namespace,
        found.meta.labels,
      );
      return mesh === 'sidecar';
    };
    expect(answers(one, isCompleted)).toEqual(Object.entries(one.injected));
  });
});
