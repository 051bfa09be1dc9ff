import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { targetPaths } from '@backstage/cli-common';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  BrokenService,
  Remedy,
  RemedySummary,
  StrictPreview,
} from '@ingress-posture/engine';
import { openApiDescription } from '@ingress-posture/plugin-ingress-posture-common';
import { cp, readFile, writeFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import request from 'supertest';
import ingressPosturePlugin from './index';

const component = (
  name: string,
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations },
});

const entities = [
  component('handbook'),
  component('cart', { 'backstage.io/kubernetes-namespace': 'nginx-strict' }),
  component('nobody', { 'backstage.io/kubernetes-id': 'nobody' }),
  component('elsewhere', {
    'backstage.io/kubernetes-id': 'cart',
    'backstage.io/kubernetes-cluster': 'mars',
  }),
  component('broken', { 'backstage.io/kubernetes-label-selector': 'a=(' }),
];

/** Whether a value is what the description says of a schema; the problems when it is not. */
function checkSchema(schema: string, value: unknown) {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  ajv.addSchema(openApiDescription, 'api');
  const check = ajv.compile({ $ref: `api#/components/schemas/${schema}` });
  check(value);
  return check.errors ?? [];
}

describe('the plugin, following a copy of the demo', () => {
  // The worker thread compiles what it loads.
  jest.setTimeout(60_000);

  const demo = createMockDirectory();
  let server: Parameters<typeof request>[0];
  let stop: () => Promise<void>;

  const get = (path: string) =>
    request(server).get(`/api/ingress-posture${path}`);

  async function until(path: string, holds: (body: any) => boolean) {
    for (;;) {
      const { body } = await get(path);
      if (holds(body)) {
        return body;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  beforeAll(async () => {
    await cp(targetPaths.resolveRoot('examples/clusters/demo'), demo.path, {
      recursive: true,
    });
    const backend = await startTestBackend({
      features: [
        ingressPosturePlugin,
        catalogServiceMock.factory({ entities }),
        mockServices.rootConfig.factory({
          data: {
            ingressPosture: {
              clusters: [
                {
                  name: 'demo',
                  source: { type: 'manifests', path: demo.path },
                },
              ],
            },
          },
        }),
      ],
    });
    server = backend.server;
    stop = () => backend.stop();
    await until('/clusters', body => body.items[0]?.state === 'synced');
  });
  afterAll(() => stop());

  it('answers what its OpenAPI description says, for every service of the demo', async () => {
    const { body: list } = await get('/services?limit=500');
    expect(list.total).toBeGreaterThan(30);
    expect(checkSchema('ServiceList', list)).toEqual([]);
    for (const { cluster, namespace, name } of list.items) {
      const { body } = await get(`/services/${cluster}/${namespace}/${name}`);
      expect(checkSchema('StoredPosture', body)).toEqual([]);
    }
    const { body: clusters } = await get('/clusters');
    expect(checkSchema('ClusterList', clusters)).toEqual([]);
  });

  it('answers with the postures of an entity', async () => {
    const { body } = await get('/entities/component/default/cart/postures');
    expect(checkSchema('EntityPostures', body)).toEqual([]);
    expect(body).toMatchObject({
      entityRef: 'component:default/cart',
      binding: { state: 'bound', namespace: 'nginx-strict' },
      clusters: [{ name: 'demo', state: 'synced' }],
    });
    expect(
      body.services.map((one: any) => [
        one.posture.service.name,
        one.posture.posture,
        one.stale,
      ]),
    ).toContainEqual(['cart', 'rejected', false]);
  });

  it.each([
    [
      'handbook',
      'no-annotations',
      'Component handbook has none of the annotations backstage.io/kubernetes-id',
    ],
    [
      'nobody',
      'no-match',
      'No Service in cluster demo, and no pod behind one, has the labels backstage.io/kubernetes-id=nobody.',
    ],
    [
      'elsewhere',
      'unknown-cluster',
      'names the cluster "mars", which is not configured. Configured: demo.',
    ],
    [
      'broken',
      'invalid',
      'cannot be read: "a=(" is not a condition of a label selector',
    ],
  ])(
    'says why the entity %s has no services: %s',
    async (name, state, message) => {
      const { body } = await get(
        `/entities/component/default/${name}/postures`,
      );
      expect(checkSchema('EntityPostures', body)).toEqual([]);
      expect(body).toMatchObject({ binding: { state }, services: [] });
      expect(body.binding.message).toContain(message);
    },
  );

  it('shows a service as it would be after a remedy', async () => {
    const now = await until(
      '/services/demo/nginx-strict/cart',
      ({ posture }) => posture.remedies.length > 0,
    );
    const [{ id, reaches }] = now.posture.remedies;
    const { body } = await get(
      `/services/demo/nginx-strict/cart/remedies/${id}/after`,
    );
    expect(checkSchema('ServicePosture', body)).toEqual([]);
    expect(body.posture).toBe(reaches);
  });

  it('says what would become of a connection, also from any pod of a workload', async () => {
    const { body } = await request(server)
      .post('/api/ingress-posture/clusters/demo/connect')
      .send({
        from: 'nginx-strict-edge/ingress-nginx-controller',
        address: 'cart.nginx-strict.svc.cluster.local',
        port: 80,
        protocol: 'http',
      });
    expect(checkSchema('ConnectionAnswer', body)).toEqual([]);
    expect(body.from).toMatch(/^nginx-strict-edge\/ingress-nginx-controller-/);
    expect(body.arrivals).toEqual([
      expect.objectContaining({ wire: 'plaintext', outcome: 'rejected' }),
    ]);
  });

  it.each([
    [{ from: null, address: '', port: 80, protocol: 'http' }, 400],
    [{ from: null, address: 'cart', port: 'web', protocol: 'http' }, 400],
    [{ address: 'cart', port: 80, protocol: 'http' }, 400],
  ])('refuses the connection %j with %i', async (connection, status) => {
    const response = await request(server)
      .post('/api/ingress-posture/clusters/demo/connect')
      .send(connection);
    expect(response.status).toBe(status);
    expect(checkSchema('Error', response.body)).toEqual([]);
  });

  it.each([
    ['', 'mesh'],
    ['?namespace=nginx-permissive', 'namespace'],
    ['?namespace=nginx-permissive&service=storefront', 'workload'],
  ])('previews STRICT%s of a %s', async (query, kind) => {
    const { body } = await get(`/clusters/demo/strict-preview${query}`);
    expect(checkSchema('StrictPreview', body)).toEqual([]);
    expect(body.scope.kind).toBe(kind);
    expect(body.breaks.length).toBeGreaterThan(0);
  });

  it('has the remedies that are kept of each service that STRICT would break', async () => {
    const preview = '/clusters/demo/strict-preview';
    const { breaks }: StrictPreview = await until(preview, body =>
      body.breaks?.every((one: BrokenService) => one.remedies !== null),
    );
    expect(breaks.length).toBeGreaterThan(5);
    for (const { service, remedies } of breaks.slice(0, 3)) {
      const { namespace, name } = service;
      const { body } = await get(`/services/demo/${namespace}/${name}`);
      expect(remedies).toEqual(
        body.posture.remedies.map(
          ({ steps, ...one }: Remedy): RemedySummary => ({
            id: one.id,
            title: one.title,
            reaches: one.reaches,
            standing: one.standing,
            steps: steps.length,
          }),
        ),
      );
    }
    const { body } = await get(`${preview}?remedies=false`);
    expect(body.breaks[0].remedies).toBeNull();
  });

  it('says what manifests would change', async () => {
    const { body } = await request(server)
      .post('/api/ingress-posture/clusters/demo/what-if')
      .send({
        put: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: nginx-permissive }
spec: { mtls: { mode: STRICT } }
`,
      });
    expect(checkSchema('WhatIf', body)).toEqual([]);
    expect(body.counts).toMatchObject({ worse: 1, brokenPaths: 1 });
  });

  it('hands over the annotation that silences a finding, and refuses reasons that are none', async () => {
    const path = '/api/ingress-posture/services/demo/nginx-strict/cart/silence';
    const silence = (body: object) => request(server).post(path).send(body);
    const { body } = await silence({ code: 'IP0102', reason: 'known' });
    expect(checkSchema('Silence', body)).toEqual([]);
    expect(body.value).toBe('IP0102: known');
    for (const reason of ['', ' ', 'two\nlines']) {
      const refused = await silence({ code: 'IP0102', reason });
      expect([reason, refused.status]).toEqual([reason, 400]);
    }
    const other = await silence({ code: 'IP0999', reason: 'known' });
    expect(other.status).toBe(404);
  });

  it('refuses manifests that are no YAML, and says where', async () => {
    const response = await request(server)
      .post('/api/ingress-posture/clusters/demo/what-if')
      .send({ put: 'kind: [' });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/^put: document 1, line /);
  });

  it.each([
    ['/services/groups?by=vendor', 'ServiceGroups'],
    ['/services/groups?by=namespace&posture=rejected', 'ServiceGroups'],
    ['/end-of-life', 'EndOfLifeRadar'],
  ])('answers %s as its OpenAPI description says', async (path, schema) => {
    const { body } = await get(path);
    expect(checkSchema(schema, body)).toEqual([]);
    expect(body.items.length).toBeGreaterThan(0);
  });

  it('exports services as a CSV file', async () => {
    const response = await get('/services/csv?posture=rejected');
    expect(response.headers['content-type']).toMatch(/^text\/csv/);
    expect(response.headers['content-disposition']).toContain('.csv');
    const [names, ...lines] = response.text.trimEnd().split('\r\n');
    expect(names).toMatch(/^cluster,environment,namespace,service/);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every(line => line.includes(',rejected,'))).toBe(true);
  });

  it.each(['search=cart+demo', 'search=a%26b', 'owner=group:default/shop'])(
    'takes the query %s',
    async query => {
      expect((await get(`/services?${query}`)).status).toBe(200);
    },
  );

  it('filters, sorts and pages services', async () => {
    const { body } = await get(
      '/services?posture=rejected,plaintext&mode=standalone&sort=service&order=desc&limit=2&offset=1',
    );
    expect(body.items).toHaveLength(2);
    const [first, second] = body.items.map((one: any) => one.name);
    expect(first > second).toBe(true);
  });

  it.each([
    ['/services?posture=green', 400, 'InputError', 'posture'],
    ['/services/groups?by=colour', 400, 'InputError', 'by'],
    ['/services/groups', 400, 'InputError', 'by'],
    ['/services?claimed=maybe', 400, 'InputError', 'claimed'],
    ['/services?limit=0', 400, 'InputError', 'limit'],
    ['/services?limit=many', 400, 'InputError', 'limit'],
    [
      '/services?colour=red',
      400,
      'InputError',
      "Unknown query parameter 'colour'",
    ],
    [
      '/services/demo/shop/gone',
      404,
      'NotFoundError',
      'There is no Service shop/gone in cluster demo',
    ],
    [
      '/services/demo/nginx-strict/cart/remedies/magic/after',
      404,
      'NotFoundError',
      'There is no remedy magic of Service nginx-strict/cart',
    ],
    [
      '/services/mars/shop/cart/remedies/magic/after',
      404,
      'NotFoundError',
      'There is no cluster mars',
    ],
    [
      '/entities/component/default/gone/postures',
      404,
      'NotFoundError',
      'There is no entity component:default/gone',
    ],
  ])("refuses %s in Backstage's shape", async (path, status, name, message) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(checkSchema('Error', response.body)).toEqual([]);
    expect(response.body.error).toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it.each([
    '/clusters',
    '/services',
    '/services/demo/nginx-strict/cart',
    '/entities/component/default/cart/postures',
    '/openapi.json',
  ])('answers %s to users and services only', async path => {
    const as = async (header: string) =>
      (await get(path).set('authorization', header)).status;
    expect(await as(mockCredentials.none.header())).toBe(401);
    expect(await as(mockCredentials.user.header())).toBe(200);
    expect(await as(mockCredentials.service.header())).toBe(200);
  });

  it.each([
    '/clusters',
    '/services',
    '/entities/component/default/cart/postures',
  ])('answers %s with 304 while nothing changed', async path => {
    const { headers } = await get(path);
    expect(headers['cache-control']).toBe('private, no-cache');
    const again = await get(path).set('If-None-Match', headers.etag);
    expect(again.status).toBe(304);
  });

  it('serves its description with the paths that clients see', async () => {
    const { body } = await get('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toContain('/api/ingress-posture/clusters');
  });

  it('answers something else when a file of the cluster changes', async () => {
    const path = '/services/demo/nginx-strict/cart';
    const { headers } = await get(path);
    const file = demo.resolve('nginx-strict.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll('mode: STRICT', 'mode: PERMISSIVE'));
    const changed = await until(
      path,
      ({ posture }) => posture.posture !== 'rejected',
    );
    expect(changed.posture.posture).toBe('plaintext');
    const again = await get(path).set('If-None-Match', headers.etag);
    expect(again.status).toBe(200);
  });
});

describe('the plugin with a mistake in its configuration', () => {
  it('does not start, and names the place', async () => {
    await expect(
      startTestBackend({
        features: [
          ingressPosturePlugin,
          catalogServiceMock.factory({ entities }),
          mockServices.rootConfig.factory({
            data: { ingressPosture: { clusters: [{ nam: 'demo' }] } },
          }),
        ],
      }),
    ).rejects.toThrow('ingressPosture.clusters[0]');
  });
});
