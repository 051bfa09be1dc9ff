import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { ClusterReport } from './clusterReport';
import { ClusterWatch, ReportStore } from './ClusterWatch';

const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n`;

/** Remembers what a watch stores, as one list of words. */
class RecordingStore implements ReportStore {
  readonly log: string[] = [];
  refuse = false;

  async stopped(_: unknown, message: string) {
    this.log.push(`stopped: ${message}`);
  }

  async apply(_: unknown, { status, changed, removed }: ClusterReport) {
    if (this.refuse) {
      this.refuse = false;
      throw new Error('disk full');
    }
    if (changed.length + removed.length === 0) return;
    const names = [
      ...changed.map(one => `+${one.name}`),
      ...removed.map(one => `-${one.name}`),
    ];
    this.log.push([status?.state, ...names].join(' '));
  }

  async until(entry: RegExp): Promise<void> {
    while (!this.log.some(line => entry.test(line))) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}

describe('ClusterWatch, with the worker from its TypeScript source', () => {
  // Each thread compiles what it loads.
  jest.setTimeout(60_000);

  const folder = createMockDirectory();
  let store: RecordingStore;
  let watch: ClusterWatch;

  function start(path = folder.path) {
    watch = new ClusterWatch({
      cluster: {
        name: 'demo',
        source: { type: 'manifests', options: { path } },
      },
      store,
      logger: mockServices.logger.mock(),
      help: async () => null,
      retry: { first: 10, longest: 50 },
    });
    watch.start();
  }

  beforeEach(() => {
    store = new RecordingStore();
    folder.clear();
  });
  afterEach(() => watch.stop());

  it('reports postures, and then what changes', async () => {
    folder.addContent({ 'cart.yaml': service('cart') });
    start();
    await store.until(/^synced \+cart$/);
    folder.addContent({ 'web.yaml': service('web') });
    await store.until(/^synced \+web$/);
    expect(store.log).toEqual(['synced +cart', 'synced +web']);
  });

  it('says why a thread ended, and starts another one', async () => {
    start(folder.resolve('later'));
    await store.until(/^stopped/);
    expect(store.log[0]).toBe(
      `stopped: There is no folder ${folder.resolve(
        'later',
      )}. Create it, or change the path of this cluster's source in the config. It is tried again.`,
    );
    folder.addContent({ 'later/cart.yaml': service('cart') });
    await store.until(/^synced \+cart$/);
  });

  it('tries again what could not be stored, without losing anything', async () => {
    folder.addContent({ 'cart.yaml': service('cart') });
    store.refuse = true;
    start();
    await store.until(/^synced \+cart$/);
    expect(store.log).toEqual(['synced +cart']);
  });
});
