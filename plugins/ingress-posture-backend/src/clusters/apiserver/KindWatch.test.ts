import type { KindHealth } from './KindHealth';
import { KindWatch } from './KindWatch';
import { ApiError } from './ApiError';
import type { ApiQuery, WatchListener } from './ApiServer';
import { KnownObjects } from './KnownObjects';

const watched = {
  definition: {
    group: '',
    kind: 'Service',
    plural: 'services',
    versions: ['v1'],
  },
  version: 'v1',
};

type Ending = (listener: WatchListener) => Promise<void>;

/** Runs a watch whose connections end one after the other like this, and then once more. */
async function run(...endings: Ending[]) {
  const health: string[] = [];
  const watches: unknown[] = [];
  const controller = new AbortController();
  await new KindWatch({
    api: {
      list: async () => ({ resourceVersion: '1' }),
      watch: async (_: string, query: ApiQuery, listener: WatchListener) => {
        watches.push(query.resourceVersion);
        const ending = endings[watches.length - 1];
        if (ending) {
          return ending(listener);
        }
        controller.abort();
        return undefined;
      },
    },
    watched,
    objects: new KnownObjects({ upsert: () => {}, remove: () => {} }),
    abilities: { streamsLists: false },
    connections: () => new AbortController().signal,
    recovery: () => new AbortController().signal,
    onRelist: () => {},
    retry: { first: 1, longest: 1 },
    onHealth: ({ state }: KindHealth) => health.push(state),
  }).run(controller.signal);
  return { health, watches };
}

const reset = Object.assign(new Error('read ECONNRESET'), {
  code: 'ECONNRESET',
});

describe('KindWatch', () => {
  it('resumes a watch whose connection broke, without calling that a failure', async () => {
    const { health, watches } = await run(async listener => {
      listener.onOpen();
      listener.onEvent({
        type: 'BOOKMARK',
        object: { metadata: { resourceVersion: '7' } },
      });
      throw reset;
    });
    expect(watches).toEqual(['1', '7']);
    expect(health).toEqual(['current', 'current']);
  });

  it.each<[string, Ending]>([
    [
      'when the connection cannot be made',
      async () => {
        throw reset;
      },
    ],
    [
      'when the server refuses it',
      async () => {
        throw new ApiError(503, 'shutting down');
      },
    ],
    [
      'when it brings what cannot be read',
      async listener => {
        listener.onOpen();
        listener.onEvent({ type: 'ADDED', object: 'nonsense' });
      },
    ],
    [
      'when the server ends it with an error',
      async listener => {
        listener.onOpen();
        listener.onEvent({
          type: 'ERROR',
          object: { code: 500, message: 'etcd is gone' },
        });
      },
    ],
  ])('calls it a failure %s', async (_, ending) => {
    const { health } = await run(ending);
    expect(health).toContain('failing');
  });
});
