import { demoObjects, fleetObjects, stateOf } from '../testing/demo';
import { Analysis } from './analysis';
import { analyze, Judged } from './analyze';

interface PodLike {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly status: object;
}

type Status = (before: object) => object;

const unready = [{ type: 'Ready', status: 'False' }];
const elsewhere = { podIP: '10.99.0.1', podIPs: [{ ip: '10.99.0.1' }] };

// As a node under pressure leaves it: listed until somebody deletes it, with its address.
const evicted: Status = status => ({
  ...status,
  phase: 'Failed',
  reason: 'Evicted',
});

/** Beside each pod one that is named before it, of an earlier release, so that what is asked of it says so. */
function beside(object: unknown, status: Status, more = {}) {
  const pod = object as PodLike;
  if (pod.kind !== 'Pod') return [];
  const earlier = JSON.parse(
    JSON.stringify(pod).replaceAll('proxyv2:1.31', 'proxyv2:1.16'),
  );
  const { name } = pod.metadata;
  const metadata = { ...earlier.metadata, ...more, name: `0-${name}` };
  return [{ ...earlier, metadata, status: status(pod.status) }];
}

function withMore(objects: readonly unknown[], status: Status, more = {}) {
  return stateOf([
    ...objects.flatMap(one => beside(one, status, more)),
    ...objects,
  ]);
}

describe('pods that were evicted', () => {
  it('change no verdict, no finding and no remedy of the demo', () => {
    const objects = demoObjects();
    const [before, after] = [stateOf(objects), withMore(objects, evicted)];
    expect(after.size).toBeGreaterThan(before.size);
    expect(analyze(after)).toEqual(analyze(before));
  });

  it('change no verdict and no finding of the fleet', () => {
    const objects = fleetObjects();
    const { judged } = new Analysis(withMore(objects, evicted)).refresh();
    expect(judged).toEqual(new Analysis(stateOf(objects)).refresh().judged);
  });
});

/** What is said of a service, but for how many pods it and its edges have. */
function said({ service, mode, posture, certainty, ...one }: Judged) {
  const { endpoints, partial, sentence, paths, findings } = one;
  const hops = paths.map(path =>
    path.hops.map(({ address, port, wire, outcome, arrivals, reasons }) => ({
      ...{ address, port, wire, outcome, arrivals },
      reasons: reasons.map(({ text }) => text),
    })),
  );
  const codes = findings.map(({ code }) => code);
  const verdict = { mode, posture, certainty, partial, sentence };
  return { service, ...verdict, endpoints, hops, codes };
}

describe('pods of an edge, a gateway or a workload that are', () => {
  it.each<[string, Status, object]>([
    ['not placed yet', () => ({ phase: 'Pending' }), {}],
    [
      'not ready',
      status => ({ ...status, ...elsewhere, conditions: unready }),
      {},
    ],
    [
      'going',
      status => ({ ...status, ...elsewhere, conditions: unready }),
      { deletionTimestamp: '2026-11-01T00:00:00Z' },
    ],
  ])('%s change no path while others are ready', (_, status, more) => {
    for (const objects of [demoObjects(), fleetObjects()]) {
      const before = new Analysis(stateOf(objects)).refresh();
      const after = new Analysis(withMore(objects, status, more)).refresh();
      expect(after.judged.map(said)).toEqual(before.judged.map(said));
    }
  });
});
