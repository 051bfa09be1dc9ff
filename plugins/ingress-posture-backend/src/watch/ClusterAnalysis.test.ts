import { BATCH_MS, ClusterAnalysis } from './ClusterAnalysis';
import type { ClusterReport } from './clusterReport';

const service = (name: string, port = 80) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop' },
  spec: { selector: { app: name }, ports: [{ port }] },
});
const shop = (name: string) => ({ namespace: 'shop', name });

describe('ClusterAnalysis', () => {
  let reports: ClusterReport[];
  let take: () => void;
  let analysis: ClusterAnalysis;

  beforeEach(() => {
    jest.useFakeTimers();
    reports = [];
    analysis = new ClusterAnalysis({
      cluster: 'demo',
      publish: report =>
        new Promise(resolve => {
          reports.push(report);
          take = resolve;
        }),
    });
  });
  afterEach(() => jest.useRealTimers());

  /** Lets the batch end and takes its report. */
  async function next(): Promise<ClusterReport | undefined> {
    await jest.advanceTimersByTimeAsync(BATCH_MS);
    const report = reports.shift();
    if (report) {
      take();
      await jest.advanceTimersByTimeAsync(0);
    }
    return report;
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
    analysis.upsert(service('cart'));
    analysis.upsert(service('web'));
    await jest.advanceTimersByTimeAsync(BATCH_MS * 10);
    expect(reports).toHaveLength(1);
    reports.shift();
    take();
    await jest.advanceTimersByTimeAsync(0);
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
});
