import { demoObjects, fleetObjects, stateOf } from '../testing/demo';
import { Analysis } from './analysis';
import { analyze } from './analyze';

interface PodLike {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly status: object;
}

/** The same pod as a node under pressure leaves it: listed until somebody deletes it, with its address. */
function evicted(object: unknown): readonly unknown[] {
  const pod = object as PodLike;
  if (pod.kind !== 'Pod') return [];
  const { metadata, status } = pod;
  // Of an earlier release, so that what is asked of the wrong one says so.
  const text = JSON.stringify(pod).replaceAll('proxyv2:1.31', 'proxyv2:1.16');
  return [
    {
      ...JSON.parse(text),
      metadata: { ...metadata, name: `0-${metadata.name}` },
      status: { ...status, phase: 'Failed', reason: 'Evicted' },
    },
  ];
}

function withEvicted(objects: readonly unknown[]) {
  return stateOf([...objects.flatMap(evicted), ...objects]);
}

describe('pods that were evicted', () => {
  it('change no verdict, no finding and no remedy of the demo', () => {
    const objects = demoObjects();
    const [before, after] = [stateOf(objects), withEvicted(objects)];
    expect(after.size).toBeGreaterThan(before.size);
    expect(analyze(after)).toEqual(analyze(before));
  });

  it('change no verdict and no finding of the fleet', () => {
    const objects = fleetObjects();
    const { judged } = new Analysis(withEvicted(objects)).refresh();
    expect(judged).toEqual(new Analysis(stateOf(objects)).refresh().judged);
  });
});
