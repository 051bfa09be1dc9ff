import { mockServices } from '@backstage/backend-test-utils';
import { openApiDescription } from '@ingress-posture/plugin-ingress-posture-common';
import { Caller, Demo, entities, startDemo } from '../__testUtils__/startDemo';

interface Case {
  readonly path: string;
  readonly body?: object;
  readonly status: Readonly<Record<Caller, number>>;
}

/** What each caller gets to hear who asks for the owner's service. */
const ofOwners = {
  nobody: 401,
  guest: 403,
  owner: 200,
  other: 404,
  newcomer: 404,
  admin: 200,
  plugin: 200,
};
/** Questions that everybody who may see any service can ask; the answers differ. */
const ofAnybody = { ...ofOwners, other: 200, newcomer: 200 };
/** The same of a cluster, which is not there for who sees no service in it. */
const ofCluster = { ...ofAnybody, newcomer: 404 };

const policyIn = (namespace: string) => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: ${namespace} }
spec: { mtls: { mode: DISABLE } }
`;

/** Every operation of the description; a new one needs a case here. */
const cases: Readonly<Record<string, Case>> = {
  getEntityPostures: {
    path: '/entities/component/default/cart/postures',
    status: ofAnybody,
  },
  listEntityVerdicts: {
    path: '/entities',
    status: {
      nobody: 401,
      guest: 403,
      owner: 403,
      other: 403,
      newcomer: 403,
      admin: 403,
      plugin: 200,
    },
  },
  listServices: { path: '/services?limit=500', status: ofAnybody },
  groupServices: { path: '/services/groups?by=namespace', status: ofAnybody },
  getServiceHistory: { path: '/services/history', status: ofAnybody },
  exportServices: { path: '/services/csv', status: ofAnybody },
  listEndOfLife: { path: '/end-of-life', status: ofAnybody },
  getService: { path: '/services/demo/nginx-strict/cart', status: ofOwners },
  getServiceAfterRemedy: {
    path: '/services/demo/nginx-strict/cart/remedies/REMEDY/after',
    status: ofOwners,
  },
  silenceFinding: {
    path: '/services/demo/nginx-strict/cart/silence',
    body: { code: 'IP0102', reason: 'known until March' },
    status: { ...ofOwners, other: 403, newcomer: 403 },
  },
  connect: {
    path: '/clusters/demo/connect',
    body: {
      from: null,
      address: 'cart.nginx-strict.svc.cluster.local',
      port: 80,
      protocol: 'http',
    },
    status: ofCluster,
  },
  previewStrict: {
    path: '/clusters/demo/strict-preview',
    status: ofCluster,
  },
  getStrictReadiness: { path: '/strict-readiness', status: ofAnybody },
  whatIf: {
    path: '/clusters/demo/what-if',
    body: { put: policyIn('nginx-strict') },
    status: { ...ofCluster, other: 403 },
  },
  listClusters: {
    path: '/clusters',
    status: {
      ...ofOwners,
      owner: 403,
      other: 403,
      newcomer: 403,
    },
  },
};

const operations = Object.entries(openApiDescription.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(
      ([method, { operationId }]) =>
        [operationId as string, method, path] as const,
    ),
);

// What each may see, besides the edges of it.
const seen: Readonly<Partial<Record<Caller, string>>> = {
  owner: 'nginx-strict',
  other: 'nginx-permissive',
};
const namespaces = [
  'nginx-strict',
  'nginx-permissive',
  'alb-strict',
  'chained-nginx',
  'emissary-strict',
  'ambient-strict',
  'gke-permissive',
  'outside-mesh',
];
const mentions = (text: string, namespace: string) =>
  new RegExp(`(?<![a-z-])${namespace}(?![a-z-])`).test(text);

describe('who may ask what', () => {
  // The worker thread compiles what it loads.
  jest.setTimeout(120_000);

  let demo: Demo;
  const audited = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({
      success: async () => {},
      fail: async () => {},
    })),
  });

  beforeAll(async () => {
    demo = await startDemo([audited.factory]);
  });
  afterAll(() => demo.stop());

  const ask = (caller: Caller, path: string, body?: object) =>
    demo.ask(caller, path.replace('REMEDY', demo.remedy), body);

  it('has a case for every operation of the description, and for nothing else', () => {
    expect(Object.keys(cases).sort()).toEqual(
      operations.map(([operationId]) => operationId).sort(),
    );
    for (const [operationId, method, path] of operations) {
      const { path: asked, body } = cases[operationId];
      expect([operationId, body ? 'post' : 'get']).toEqual([
        operationId,
        method,
      ]);
      const pattern = `^${path.replace(/\{\w+\}/g, '[^/]+')}(\\?|$)`;
      expect(asked).toMatch(new RegExp(pattern));
    }
  });

  describe.each(operations)('%s', operationId => {
    const { path, body, status } = cases[operationId];
    const others = Object.entries(status) as [Caller, number][];

    it.each(others)('answers %s with %i', async (caller, expected) => {
      const response = await ask(caller, path, body);
      expect(response.status).toBe(expected);
    });

    it('is audited, with who asked what', async () => {
      const createEvent = jest.mocked(audited.createEvent);
      createEvent.mockClear();
      await ask('plugin', path, body);
      expect(createEvent).toHaveBeenCalledTimes(1);
      const [{ eventId, request: asked, meta }] = createEvent.mock.calls[0];
      expect(eventId).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(asked?.originalUrl).toContain(path.split('/')[1]);
      expect(meta).toHaveProperty('queryType');
    });

    const seers = others.filter(([, code]) => code === 200 || code === 404);
    it.each(seers)('names to %s nothing that he may not see', async caller => {
      if (caller === 'admin' || caller === 'plugin') return;
      const { text } = await ask(caller, path, body);
      // The question itself is echoed, and an entity's annotations are the catalog's.
      const asked = [path, JSON.stringify(body), JSON.stringify(entities[0])];
      const hidden = namespaces.filter(
        one => one !== seen[caller] && !mentions(asked.join(), one),
      );
      expect(hidden.filter(one => mentions(text, one))).toEqual([]);
    });
  });

  it('counts only what may be seen', async () => {
    const { body } = await ask('owner', '/services?limit=500');
    const sum = (counts: Record<string, number>) =>
      Object.values(counts).reduce((all, one) => all + one, 0);
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.total).toBe(body.items.length);
    expect(sum(body.counts.posture)).toBe(body.items.length);
    expect(sum(body.counts.mode)).toBe(body.items.length);
    expect(body.counts.unclaimed).toBe(0);
    expect(body.choices.namespace).toEqual(['nginx-strict']);
    expect(body.choices.owner).toEqual(['group:default/shop']);
    expect(body.choices.environment).toEqual(['testing']);
    const nothing = (await ask('newcomer', '/services')).body;
    expect(nothing).toMatchObject({ items: [], total: 0 });
    expect(sum(nothing.counts.posture)).toBe(0);
    expect(nothing.choices.environment).toEqual([]);
    const preview = (await ask('owner', '/clusters/demo/strict-preview')).body;
    expect(preview.counts.services).toBe(body.items.length);
    expect(preview.order).toMatchObject([{ namespace: 'nginx-strict' }]);
    expect(preview.caveats[0]).toContain('Only the Services that you may see');
    const radar = (await ask('newcomer', '/end-of-life')).body;
    expect(radar.items).toEqual([]);
  });

  it('says of what may not be seen what it says of what is not there', async () => {
    const pairs: [string, string][] = [
      ['/services/demo/nginx-strict/cart', '/services/demo/nginx-strict/none'],
      [
        '/services/demo/nginx-strict/cart/remedies/x/after',
        '/services/demo/nginx-strict/none/remedies/x/after',
      ],
    ];
    for (const [hidden, absent] of pairs) {
      const said = (await ask('other', hidden)).body.error.message;
      const expected = (await ask('other', absent)).body.error.message;
      expect(said.replace('/cart', '/none')).toBe(expected);
    }
    const missing = await ask('newcomer', '/clusters/mars/strict-preview');
    const hidden = await ask('newcomer', '/clusters/demo/strict-preview');
    expect(hidden.body.error.message.replace('demo', 'mars')).toBe(
      missing.body.error.message,
    );
  });

  const connection = (from: string | null, address: string) => ({
    from,
    address,
    port: 80,
    protocol: 'http',
  });

  it.each([
    ['a Service', null, 'cart.nginx-strict', 'gone.nginx-strict'],
    ['a pod', 'nginx-strict/cart', 'storefront.nginx-permissive', ''],
  ])(
    'connects to and from %s that may not be seen as if it were not there',
    async (_, from, address, absent) => {
      const path = '/clusters/demo/connect';
      const { body } = await ask('other', path, connection(from, address));
      const other = absent
        ? connection(null, absent)
        : connection('nginx-strict/gone', address);
      const expected = (await ask('other', path, other)).body;
      const plain = (answer: object) =>
        JSON.stringify(answer).replace(/gone|cart/g, 'x');
      expect(plain(body)).toBe(plain(expected));
      expect(body.arrivals).toMatchObject([{ pod: '', certainty: 'unknown' }]);
    },
  );

  it('connects to and from what may be seen', async () => {
    const address = 'cart.nginx-strict.svc.cluster.local';
    for (const from of [null, 'nginx-strict/cart']) {
      const { body } = await ask(
        'owner',
        '/clusters/demo/connect',
        connection(from, address),
      );
      expect(body.arrivals[0].pod).toMatch(/^nginx-strict\/cart-/);
    }
  });

  it('tries out objects in namespaces that may be seen, and speaks of their services only', async () => {
    const path = '/clusters/demo/what-if';
    const own = await ask('owner', path, { put: policyIn('nginx-strict') });
    expect(own.body.counts.changed).toBeGreaterThan(0);
    for (const namespace of ['nginx-permissive', 'istio-system', 'nowhere']) {
      const { status, body } = await ask('owner', path, {
        put: policyIn(namespace),
      });
      expect([status, body.error.message]).toEqual([
        403,
        'You may only try objects in namespaces in which you may see a Service, and PeerAuthentication default is in none',
      ]);
    }
  });

  it('names no cluster to somebody who may not see clusters', async () => {
    const path = '/entities/component/default/cart/postures';
    const { body } = await ask('newcomer', path);
    expect(body).toMatchObject({ services: [], clusters: [] });
    expect(body.binding.message).not.toContain('demo');
    const known = (await ask('owner', path)).body;
    expect(known.clusters).toMatchObject([{ name: 'demo' }]);
    expect(known.clusters[0]).not.toHaveProperty('services');
  });
});
