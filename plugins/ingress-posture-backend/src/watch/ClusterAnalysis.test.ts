import { setImmediate } from 'node:timers/promises';
import type { RemediesRecord } from '../postures/PostureRecord';
import { BATCH_MS, ClusterAnalysis, STATUS_MS } from './ClusterAnalysis';
import type { ClusterReport } from './clusterReport';
import { CALM_MS } from './RemedyTurns';

const service = (name: string, port = 80) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop' },
  spec: { selector: { app: name }, ports: [{ port }] },
});
const shop = (name: string) => ({ namespace: 'shop', name });

describe('ClusterAnalysis', () => {
  let reports: ClusterReport[];
  let remedies: RemediesRecord[];
  let take: () => void;
  let analysis: ClusterAnalysis;

  beforeEach(() => {
    jest.useFakeTimers();
    jest
      .spyOn(jest.requireActual('node:perf_hooks').performance, 'now')
      .mockImplementation(() => Date.now());
    reports = [];
    remedies = [];
    analysis = new ClusterAnalysis({
      cluster: 'demo',
      publish: report =>
        new Promise(resolve => {
          reports.push(report);
          take = resolve;
        }),
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  /** Lets the batch end and takes what is reported, remedies last. */
  async function next(): Promise<ClusterReport | undefined> {
    await jest.advanceTimersByTimeAsync(BATCH_MS);
    await pauses();
    const report = reports.shift();
    if (report) await taken();
    await jest.advanceTimersByTimeAsync(CALM_MS);
    await pauses();
    while (reports.length > 0) {
      remedies.push(...reports.shift()!.remedies);
      await taken();
    }
    return report;
  }

  async function taken() {
    take();
    await pauses();
  }

  // Long work pauses for real, whatever the clock says.
  async function pauses() {
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  }

  it('reports nothing before everything was handed over once', async () => {
    analysis.upsert(service('cart'));
    expect(await next()).toBeUndefined();
    analysis.synced();
    expect(await next()).toMatchObject({
      status: { state: 'synced', message: null, objects: 1, services: 1 },
      changed: [shop('cart')],
      complete: [shop('cart')],
    });
  });

  it('reports only what changed since the last report', async () => {
    analysis.upsert(service('cart'));
    analysis.upsert(service('web'));
    analysis.synced();
    await next();
    analysis.upsert(service('cart', 81));
    analysis.upsert(service('pay'));
    analysis.remove(service('web'));
    expect(await next()).toMatchObject({
      changed: [shop('cart'), shop('pay')],
      removed: [shop('web')],
      complete: null,
    });
  });

  it('gathers what happens while a report is not taken yet', async () => {
    analysis.synced();
    await jest.advanceTimersByTimeAsync(BATCH_MS);
    await pauses();
    analysis.upsert(service('cart'));
    analysis.upsert(service('web'));
    await jest.advanceTimersByTimeAsync(BATCH_MS * 10);
    await pauses();
    expect(reports).toHaveLength(1);
    reports.shift();
    await taken();
    expect((await next())?.changed).toMatchObject([shop('cart'), shop('web')]);
  });

  it('is quiet when nothing happens, and when nothing that rules read does', async () => {
    analysis.synced();
    await next();
    analysis.synced();
    analysis.upsert({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'limits', namespace: 'shop' },
    });
    analysis.allow({ group: '', kind: 'Pod' });
    expect(await next()).toBeUndefined();
  });

  it('says what could not be read, and what is missing for it', async () => {
    const pods = { group: '', kind: 'Pod' };
    analysis.synced();
    analysis.forbid(pods, 'pods is forbidden', '- apiGroups: [""]');
    expect((await next())?.status?.unreadable).toEqual([
      { ...pods, reason: 'pods is forbidden', rbac: '- apiGroups: [""]' },
    ]);
    analysis.allow(pods);
    expect((await next())?.status?.unreadable).toEqual([]);
  });

  it('is stale with a message while something fails, and does not call that complete', async () => {
    analysis.upsert(service('cart'));
    analysis.failed('cart.yaml is broken');
    expect(await next()).toMatchObject({
      status: { state: 'stale', message: 'cart.yaml is broken' },
      changed: [shop('cart')],
      complete: null,
    });
    analysis.synced();
    expect(await next()).toMatchObject({
      status: { state: 'synced', message: null },
      changed: [],
      complete: [shop('cart')],
    });
  });

  it('reports remedies after postures, and again only when they change', async () => {
    analysis.upsert(service('cart'));
    analysis.synced();
    await next();
    expect(remedies).toMatchObject([{ ...shop('cart'), document: '[]' }]);
    analysis.upsert(service('web'));
    await next();
    expect(remedies.slice(1)).toMatchObject([shop('web')]);
  });

  it('reports what changes at once, and remedies when nothing does any more', async () => {
    analysis.synced();
    await next();
    analysis.upsert(service('cart'));
    await jest.advanceTimersByTimeAsync(BATCH_MS);
    await pauses();
    expect(reports.shift()?.changed).toMatchObject([shop('cart')]);
    await taken();
    await jest.advanceTimersByTimeAsync(CALM_MS - 1);
    analysis.upsert(service('web'));
    await pauses();
    expect(reports).toEqual([]);
    expect((await next())?.changed).toMatchObject([shop('web')]);
    expect(remedies).toMatchObject([shop('cart'), shop('web')]);
  });

  it('judges nothing while too little can be read, and says why', async () => {
    analysis.upsert(service('cart'));
    analysis.unreachable('Cannot ask for pods.');
    expect(await next()).toEqual({
      status: {
        state: 'stale',
        message: 'Cannot ask for pods.',
      },
      changed: [],
      remedies: [],
      removed: [],
      complete: null,
    });
    analysis.synced();
    expect(await next()).toMatchObject({ changed: [shop('cart')] });
  });

  it('tells counts that changed alone only now and then', async () => {
    analysis.upsert(service('cart'));
    analysis.synced();
    await next();
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'other', namespace: 'shop' },
    };
    analysis.upsert(pod);
    expect(await next()).toBeUndefined();
    await jest.advanceTimersByTimeAsync(STATUS_MS);
    expect(await next()).toMatchObject({
      status: { objects: 2, activity: { relists: 0 } },
      changed: [],
    });
  });

  it('analyzes nothing when an object comes as it was, and counts that later', async () => {
    const version = (resourceVersion: string) => {
      const { metadata, ...rest } = service('cart');
      return { ...rest, metadata: { ...metadata, resourceVersion } };
    };
    analysis.upsert(version('1'));
    analysis.synced();
    const before = (await next())?.status;
    analysis.upsert(version('2'));
    expect(await next()).toBeUndefined();
    await jest.advanceTimersByTimeAsync(STATUS_MS);
    const status = (await next())?.status;
    expect(status?.lastEventAt).not.toBe(before?.lastEventAt);
  });

  it('sees to a change that comes alone at once, and to those that follow together', async () => {
    analysis.synced();
    await next();
    analysis.upsert(service('cart'));
    await jest.advanceTimersByTimeAsync(BATCH_MS / 2);
    await pauses();
    expect(reports.shift()?.changed).toMatchObject([shop('cart')]);
    await taken();
    analysis.upsert(service('web'));
    await jest.advanceTimersByTimeAsync(BATCH_MS / 5);
    await pauses();
    expect(reports).toEqual([]);
    analysis.upsert(service('pay'));
    expect((await next())?.changed).toMatchObject([shop('pay'), shop('web')]);
  });

  it('forgets an object that has become useless', async () => {
    const mapping = (spec: object) => ({
      apiVersion: 'getambassador.io/v3alpha1',
      kind: 'Mapping',
      metadata: { name: 'cart', namespace: 'shop' },
      spec,
    });
    analysis.upsert(mapping({ service: 'cart' }));
    analysis.synced();
    expect((await next())?.status?.objects).toBe(1);
    analysis.upsert(mapping({}));
    await next();
    await jest.advanceTimersByTimeAsync(STATUS_MS);
    expect((await next())?.status?.objects).toBe(0);
  });
});
