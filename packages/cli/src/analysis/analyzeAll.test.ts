import { ClusterState, parseManifests } from '@ingress-posture/engine';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzeAll } from './analyzeAll';
import { help } from './help';
import type { Helper } from './helper';
import type { Detail } from './posturesOf';
import { newCounter, takeShares } from './shares';

const demo = path.resolve(__dirname, '../../../../examples/clusters/demo');

function demoState(): ClusterState {
  const state = new ClusterState({ name: 'manifests' });
  for (const name of readdirSync(demo)) {
    if (!name.endsWith('.yaml')) continue;
    const text = readFileSync(path.join(demo, name), 'utf8');
    for (const one of parseManifests(text, name).objects) state.upsert(one);
  }
  return state;
}

const state = demoState();
const silent = () => {};
const alone = (detail: Detail) => analyzeAll(state, detail, silent);

describe('analyzeAll', () => {
  it('works out no more than is asked for, and that the same', async () => {
    const [verdicts, findings] = [
      await alone('verdicts'),
      await alone('findings'),
    ];
    expect(findings.flatMap(one => one.findings).length).toBeGreaterThan(50);
    expect(verdicts).toEqual(findings.map(one => ({ ...one, findings: [] })));
    expect(findings.flatMap(one => one.remedies)).toEqual([]);
  });

  it('gives the same answer, in the same order, with a helper that has taken a part', async () => {
    const counter = newCounter();
    // As if the other thread had come first, and gone on to other things.
    const [first] = takeShares(state, 'findings', counter);
    const helper: Helper = {
      counter: newCounter(),
      shares: async () => new Map([first]),
    };
    Atomics.add(helper.counter, 0, 10);
    const shared = await analyzeAll(state, 'findings', silent, helper);
    expect(JSON.stringify(shared)).toBe(
      JSON.stringify(await alone('findings')),
    );
  });

  it('works out itself what a helper took and failed at', async () => {
    const helper: Helper = {
      counter: newCounter(),
      shares: async () => new Map(),
    };
    Atomics.add(helper.counter, 0, 10);
    const shared = await analyzeAll(state, 'verdicts', silent, helper);
    expect(shared).toEqual(await alone('verdicts'));
  });

  it('does not wait for a helper that has taken nothing', async () => {
    const shares = jest.fn();
    const helper: Helper = { counter: newCounter(), shares };
    expect(await analyzeAll(state, 'verdicts', silent, helper)).toEqual(
      await alone('verdicts'),
    );
    expect(shares).not.toHaveBeenCalled();
  });
});

describe('what the second thread does', () => {
  it('is to read the same, and to take what is left', async () => {
    const counter = newCounter();
    const task = {
      sources: { files: [demo] },
      input: '',
      detail: 'verdicts',
      counter,
    } as const;
    const shares = await help(task);
    expect([...shares.values()].flat()).toEqual(await alone('verdicts'));
    expect(await help(task)).toEqual(new Map());
  });
});
