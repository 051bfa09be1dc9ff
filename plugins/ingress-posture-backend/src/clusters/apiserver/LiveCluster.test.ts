import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { FakeCluster } from '../../__testUtils__/FakeCluster';
import { RecordingSink } from '../../__testUtils__/RecordingSink';
import { KubeconfigConnection } from '../kubeconfig/KubeconfigConnection';
import { LiveCluster } from './LiveCluster';
import type { KindToWatch } from './WatchedKind';

const kinds = [
  { group: '', kind: 'Service', plural: 'services', versions: ['v1'] },
  {
    group: '',
    kind: 'ConfigMap',
    plural: 'configmaps',
    versions: ['v1'],
    names: ['istio'],
  },
  {
    group: 'networking.istio.io',
    kind: 'Gateway',
    plural: 'gateways',
    versions: ['v1', 'v1beta1'],
  },
];

const object = (name: string, resourceVersion = '1') => ({
  metadata: { name, namespace: 'shop', resourceVersion },
});

// Each test waits for what is to happen, however busy the machine is.
jest.setTimeout(60_000);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

describe('LiveCluster', () => {
  const server = setupServer();

  let cluster: FakeCluster;
  let sink: RecordingSink;
  let stop: () => Promise<void>;

  beforeEach(() => {
    cluster = new FakeCluster();
    sink = new RecordingSink();
    server.use(...cluster.handlers);
  });
  afterEach(() => stop());
  // After the hook above: the source must have stopped before its cluster goes away.
  registerMswTestHooks(server);

  async function start(watched: readonly KindToWatch[] = kinds) {
    const controller = new AbortController();
    const connection = new KubeconfigConnection(() => cluster.config);
    const source = new LiveCluster(connection, {
      kinds: watched,
      retry: { first: 5, longest: 20 },
      heartbeat: 500,
      patience: 0,
    });
    const ended = source.start(sink, controller.signal);
    stop = async () => {
      // A watch that is only being asked for would reach the cluster of the next test.
      await until(() => cluster.isQuiet);
      controller.abort();
      await ended;
    };
    await sink.until(() => sink.health !== 'none');
  }

  it('says that what it shows is from before while the server does not reach its etcd', async () => {
    cluster.failingChecks = ['etcd', 'poststarthook/start-informers'];
    await start();
    await sink.until(() => sink.health === 'failed');
    expect(sink.message).toBe(
      'https://cluster.test says that it does not reach its etcd: what it answers is from before. It is tried again.',
    );
    cluster.failingChecks = ['poststarthook/start-informers'];
    await sink.until(() => sink.health === 'synced');
  });

  it('lists all pages, gives objects their kind, and asks ConfigMaps by name', async () => {
    cluster.pages.services = [[object('cart')], [object('web')]];
    await start();
    expect(sink.health).toBe('synced');
    expect(sink.names).toEqual(['Service shop/cart', 'Service shop/web']);
    expect(cluster.asked('services').slice(0, 3)).toEqual([
      'watch from everything',
      'list start',
      'list 1',
    ]);
    const limits = cluster.requests
      .filter(url => !url.searchParams.has('watch'))
      .map(url => url.searchParams.get('limit'));
    expect(new Set(limits)).toEqual(new Set(['500']));
    const selectors = cluster.requests
      .filter(url => url.pathname === '/api/v1/configmaps')
      .map(url => url.searchParams.get('fieldSelector'));
    expect(new Set(selectors)).toEqual(new Set(['metadata.name=istio']));
  });

  it('takes everything from the beginning of a watch where the server offers that', async () => {
    cluster.streamsLists = true;
    cluster.pages.services = [[object('cart'), object('web')]];
    await start();
    expect(sink.health).toBe('synced');
    expect(sink.names).toEqual(['Service shop/cart', 'Service shop/web']);
    cluster.send('services', 'DELETED', object('web', '101'));
    await sink.until(() => sink.names.length === 1);
    cluster.end('services');
    await until(() => cluster.asked('services').length === 2);
    expect(cluster.asked('services')).toEqual([
      'watch from everything',
      'watch from 101',
    ]);
  });

  it('drops what is gone when it has to take everything once more', async () => {
    cluster.streamsLists = true;
    cluster.pages.services = [[object('cart'), object('web')]];
    await start();
    cluster.pages.services = [[object('cart'), object('pay', '200')]];
    sink.forget();
    cluster.send('services', 'ERROR', { code: 410, message: 'too old' });
    await sink.until(() => sink.log.includes('remove Service shop/web'));
    expect(sink.changes).toEqual([
      'upsert Service shop/pay',
      'remove Service shop/web',
    ]);
    expect(sink.relists).toEqual(['/Service']);
    expect(sink.health).toBe('synced');
  });

  it('asks for nothing but metadata where rules read nothing else', async () => {
    cluster.resources.v1 = ['namespaces'];
    await start([{ ...kinds[0], plural: 'namespaces', metadataOnly: true }]);
    await until(() => cluster.asked('namespaces').length > 0);
    expect(cluster.accepted('namespaces')).toContain('PartialObjectMetadata');
  });

  it('waits for as long as the server asks', async () => {
    cluster.errors.services = { code: 429, message: 'busy', retryAfter: 1 };
    const started = Date.now();
    await start();
    cluster.errors.services = undefined;
    await sink.until(() => sink.health === 'synced');
    expect(Date.now() - started).toBeGreaterThan(990);
  });

  it('keeps the objects of a kind that is served in another version from now on', async () => {
    cluster.resources['networking.istio.io/v1'] = ['gateways'];
    cluster.pages.gateways = [[object('public')]];
    await start();
    await until(() => cluster.isWatched('gateways'));
    delete cluster.resources['networking.istio.io/v1'];
    cluster.resources['networking.istio.io/v1beta1'] = ['gateways'];
    cluster.notFound = '/apis/networking.istio.io/v1/';
    sink.forget();
    cluster.end('gateways');
    await until(() => cluster.isWatched('gateways'));
    expect(sink.log).not.toContain('remove Gateway shop/public');
    expect(sink.names).toEqual(['Gateway shop/public']);
  });

  it('follows what is added, changed and deleted', async () => {
    cluster.pages.services = [[object('cart')]];
    await start();
    await until(() => cluster.isWatched('services'));
    cluster.send('services', 'ADDED', object('web', '101'));
    cluster.send('services', 'MODIFIED', object('cart', '102'));
    cluster.send('services', 'DELETED', object('web', '103'));
    await sink.until(() => sink.log.includes('remove Service shop/web'));
    expect(sink.changes).toEqual([
      'upsert Service shop/cart',
      'upsert Service shop/web',
      'upsert Service shop/cart',
      'remove Service shop/web',
    ]);
  });

  it('resumes a watch that the server ended from where it was, also after a bookmark', async () => {
    await start();
    await until(() => cluster.isWatched('services'));
    cluster.send('services', 'BOOKMARK', {
      metadata: { resourceVersion: '150' },
    });
    cluster.end('services');
    await until(() => cluster.isWatched('services'));
    expect(cluster.asked('services').slice(-3)).toEqual([
      'list start',
      'watch from 100',
      'watch from 150',
    ]);
  });

  it.each([
    ['refuses the watch', () => cluster.watchErrors.services.push(410)],
    ['ends it with an event', () => {}],
  ])(
    'lists again when the version has expired and the server %s',
    async (_, refuse) => {
      cluster.pages.services = [[object('cart'), object('web')]];
      await start();
      await until(() => cluster.isWatched('services'));
      cluster.pages.services = [[object('cart'), object('pay', '200')]];
      cluster.resourceVersion = '200';
      cluster.watchErrors.services = [];
      refuse();
      sink.forget();
      cluster.send('services', 'ERROR', { code: 410, message: 'too old' });
      cluster.end('services');
      await sink.until(() => sink.log.includes('remove Service shop/web'));
      expect(sink.changes).toEqual([
        'upsert Service shop/pay',
        'remove Service shop/web',
      ]);
      await until(() => cluster.isWatched('services'));
      expect(cluster.asked('services').at(-1)).toBe('watch from 200');
      expect(sink.health).toBe('synced');
    },
  );

  it('names the RBAC rule that is missing for a forbidden kind, and goes on with the others', async () => {
    cluster.pages.services = [[object('cart')]];
    cluster.errors.configmaps = {
      code: 403,
      message: 'configmaps is forbidden: User "portal" cannot list it',
    };
    await start();
    expect(sink.health).toBe('synced');
    expect(sink.names).toEqual(['Service shop/cart']);
    expect(sink.forbidden.get('/ConfigMap')).toEqual({
      reason: 'configmaps is forbidden: User "portal" cannot list it',
      rbac: [
        '- apiGroups: [""]',
        '  resources: ["configmaps"]',
        '  resourceNames: ["istio"]',
        '  verbs: ["list", "watch"]',
      ].join('\n'),
    });
    cluster.errors.configmaps = undefined;
    await sink.until(() => sink.forbidden.size === 0);
  });

  it('takes a kind that may be listed but not watched for forbidden', async () => {
    cluster.pages.services = [[object('cart')]];
    cluster.watchErrors.services = [403, 403, 403];
    await start();
    await sink.until(() => sink.forbidden.size > 0);
    expect(sink.names).toEqual([]);
    expect(sink.forbidden.get('/Service')?.rbac).toContain('"watch"');
    sink.forget();
    await sink.until(() => sink.forbidden.size === 0);
    // Not between the attempts: verdicts would flicker.
    expect(sink.log.filter(entry => entry === 'allow /Service')).toHaveLength(
      1,
    );
  });

  describe('where objects of one kind name more of another', () => {
    const named = [
      { ...kinds[0], kind: 'Webhook', plural: 'services' },
      {
        ...kinds[1],
        namedBy: {
          kind: '/Webhook',
          namesIn: (one: unknown) => [
            `istio-${(one as { metadata: { name: string } }).metadata.name}`,
          ],
        },
      },
    ];
    const namesAsked = () =>
      new Set(
        cluster.requests
          .filter(url => url.pathname === '/api/v1/configmaps')
          .map(url => url.searchParams.get('fieldSelector')),
      );

    it('reads those as well, as soon as their names are known', async () => {
      cluster.pages.services = [[object('canary')]];
      await start(named);
      await until(() => namesAsked().size === 2);
      cluster.send('services', 'ADDED', object('next', '101'));
      await until(() => namesAsked().size === 3);
      expect(namesAsked()).toEqual(
        new Set([
          'metadata.name=istio',
          'metadata.name=istio-canary',
          'metadata.name=istio-next',
        ]),
      );
      await sink.until(() => sink.health === 'synced');
    });

    it('takes nothing for forbidden but what it always reads', async () => {
      server.use(
        http.get('https://cluster.test/api/v1/configmaps', ({ request }) =>
          request.url.includes('istio-canary')
            ? HttpResponse.json({ code: 403, message: 'no' }, { status: 403 })
            : undefined,
        ),
      );
      cluster.pages.services = [[object('canary')]];
      await start(named);
      await sink.until(() => sink.health === 'synced');
      await until(() => cluster.isWatched('configmaps'));
      expect(sink.forbidden.size).toBe(0);
    });
  });

  it('says what it cannot read while the server fails, and recovers by itself', async () => {
    cluster.errors.services = { code: 500, message: 'etcd is gone' };
    await start();
    await sink.until(() => sink.health === 'failed');
    expect(sink.message).toBe(
      'Cannot list or watch services at https://cluster.test: etcd is gone. It is tried again.',
    );
    expect(sink.forbidden.get('/Service')).toEqual({
      reason: 'etcd is gone',
      rbac: null,
    });
    cluster.errors.services = undefined;
    await sink.until(() => sink.health === 'synced');
    expect(sink.forbidden.size).toBe(0);
  });

  it('keeps what it has listed when a watch breaks', async () => {
    cluster.pages.services = [[object('cart')]];
    await start();
    await until(() => cluster.isWatched('services'));
    cluster.errors.services = { code: 503, message: 'shutting down' };
    cluster.end('services');
    await sink.until(() => sink.health === 'failed');
    expect(sink.names).toEqual(['Service shop/cart']);
    expect(sink.forbidden.size).toBe(0);
  });

  it('takes up a kind when its CRD is installed, in the preferred version that is served', async () => {
    await start();
    cluster.pages.gateways = [[object('public')]];
    cluster.resources['networking.istio.io/v1beta1'] = ['gateways'];
    await sink.until(() => sink.names.length === 1);
    expect(sink.objects.get('Gateway shop/public')).toMatchObject({
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'Gateway',
    });
  });

  it('drops the objects of a kind whose CRD is removed', async () => {
    cluster.resources['networking.istio.io/v1'] = ['gateways'];
    cluster.pages.gateways = [[object('public')]];
    await start();
    await until(() => cluster.isWatched('gateways'));
    delete cluster.resources['networking.istio.io/v1'];
    cluster.errors.gateways = { code: 404, message: 'not found' };
    cluster.end('gateways');
    await sink.until(() => sink.names.length === 0);
    expect(sink.health).toBe('synced');
  });

  it('says which server does not answer when it cannot even ask for kinds, and recovers', async () => {
    server.use(
      http.get('https://cluster.test/apis', () => HttpResponse.error(), {
        once: true,
      }),
    );
    await start();
    expect(sink.message).toMatch(
      /^Cannot ask https:\/\/cluster\.test which kinds it serves: .* It is tried again\.$/,
    );
    await sink.until(() => sink.health === 'synced');
  });
});
