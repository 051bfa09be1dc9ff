import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { targetPaths } from '@backstage/cli-common';
import type { JsonObject } from '@backstage/types';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callers, Demo, startDemo } from '../__testUtils__/startDemo';

const hidden = 'storefront.nginx-permissive.svc.cluster.local';
const absent = 'none.nginx-permissive.svc.cluster.local';

const connection = (more: JsonObject) => ({
  from: 'nginx-strict/cart',
  address: 'cart.nginx-strict.svc.cluster.local',
  port: 80,
  protocol: 'http',
  ...more,
});

const connections = [
  connection({}),
  connection({ from: null }),
  connection({ host: hidden }),
  connection({ host: absent }),
  connection({ sni: hidden, tls: 'tls', protocol: 'tcp' }),
  connection({ address: hidden }),
  connection({ from: 'nginx-permissive/storefront' }),
];

const object = (kind: string, namespace: string, spec: object) =>
  JSON.stringify({
    apiVersion: kind === 'Service' ? 'v1' : 'networking.istio.io/v1',
    kind,
    metadata: { name: 'drawn', namespace },
    spec,
  });

const changes = [
  object('Service', 'nginx-strict', {
    type: 'ExternalName',
    externalName: hidden,
  }),
  object('VirtualService', 'nginx-strict', {
    hosts: ['cart.nginx-strict.svc.cluster.local'],
    http: [{ route: [{ destination: { host: hidden } }] }],
  }),
  object('VirtualService', 'nginx-permissive', { hosts: [hidden] }),
  object('VirtualService', 'nowhere', { hosts: [hidden] }),
];

const scopes = [
  {},
  { namespace: 'nginx-strict' },
  { namespace: 'nginx-permissive' },
  { namespace: 'nginx-strict', service: 'cart' },
  { namespace: 'nginx-permissive', service: 'storefront' },
];

const filters = [
  '',
  'namespace=nginx-permissive',
  'owner=group:default/desk',
  'vendor=ingress-nginx',
  'search=storefront',
  'environment=testing',
  'cluster=demo',
  'retired=true',
  'claimed=false',
];

const inQuery = (query: object) =>
  new URLSearchParams(query as Record<string, string>).toString();

/** What is asked over HTTP: a path, and what is posted to it. */
const questions: readonly (readonly [string, object?])[] = [
  ...filters.flatMap(
    filter =>
      [
        [`/services?${filter}`],
        [`/services/groups?by=owner&${filter}`],
        [`/services/csv?${filter}`],
        [`/end-of-life?${filter}`],
      ] as const,
  ),
  ['/services/history'],
  ['/strict-readiness'],
  ['/clusters'],
  ['/entities'],
  ...['cart', 'storefront', 'gone'].map(
    name => [`/entities/component/default/${name}/postures`] as const,
  ),
  ...['nginx-strict/cart', 'nginx-permissive/storefront', 'no/where'].flatMap(
    name =>
      [
        [`/services/demo/${name}`],
        [`/services/demo/${name}/remedies/REMEDY/after`],
        [
          `/services/demo/${name}/silence`,
          { code: 'IP0102', reason: 'known until March' },
        ],
      ] as const,
  ),
  ...connections.map(one => ['/clusters/demo/connect', one] as const),
  ...changes.flatMap(
    one =>
      [
        ['/clusters/demo/what-if', { put: one }],
        ['/clusters/demo/what-if', { remove: one }],
      ] as const,
  ),
  ...scopes.map(
    one => [`/clusters/demo/strict-preview?${inQuery(one)}`] as const,
  ),
];

/** What is asked by actions. */
const actions: readonly (readonly [string, JsonObject])[] = [
  ...['cart', 'storefront', 'gone'].map(
    name =>
      [
        'get-entity-postures',
        { entityRef: `component:default/${name}` },
      ] as const,
  ),
  ...['nginx-strict/cart', 'nginx-permissive/storefront', 'no/where'].map(
    key => {
      const [namespace, name] = key.split('/');
      return ['explain-service', { cluster: 'demo', namespace, name }] as const;
    },
  ),
  ...['get-fleet-summary', 'list-services', 'list-findings'].flatMap(name =>
    filters
      .map(filter => Object.fromEntries(new URLSearchParams(filter)))
      .map(({ retired, ...filter }) => [name, filter] as const),
  ),
  ...connections.map(
    one => ['try-connection', { cluster: 'demo', ...one }] as const,
  ),
  ...scopes.map(
    one => ['preview-strict', { cluster: 'demo', ...one }] as const,
  ),
  ...changes.flatMap(
    one =>
      [
        ['try-change', { cluster: 'demo', put: one }],
        ['try-change', { cluster: 'demo', remove: one }],
      ] as const,
  ),
];

/** A cluster, and what its owner of nginx-strict is answered about it. */
async function startWorld(folder?: string) {
  const registry = actionsRegistryServiceMock();
  const demo: Demo = await startDemo(
    [
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => registry,
      }),
    ],
    folder,
  );
  const overHttp = async (path: string, body?: object) => {
    const asked = path.replace('REMEDY', demo.remedy);
    const { status, text, headers } = await demo.ask('owner', asked, body);
    // Whether there is an ETag, not which: it says since when a posture is what it is.
    return [status, Object.keys(headers).sort(), text];
  };
  const byAction = (name: string, input: JsonObject) =>
    registry
      .invoke({
        id: `test:${name}`,
        input,
        credentials: callers.owner.credentials,
      })
      .then(({ output }) => output, String);
  return { demo, overHttp, byAction };
}

const withoutTimes = (answer: unknown) =>
  JSON.stringify(answer, null, 1).replace(
    /\d{4}-\d\d-\d\dT[\d:.]+Z/g,
    'some time',
  );

describe('what an owner is answered', () => {
  // The worker threads compile what they load.
  jest.setTimeout(120_000);

  const folder = mkdtempSync(join(tmpdir(), 'ingress-posture-'));
  let whole: Awaited<ReturnType<typeof startWorld>>;
  let own: typeof whole;

  beforeAll(async () => {
    const demo = targetPaths.resolveRoot('examples/clusters/demo');
    // Remedies propose a gateway that the cluster has, whosever it is.
    for (const name of [
      '00-mesh',
      'nginx-strict',
      'istio-gateway-permissive',
    ]) {
      cpSync(join(demo, `${name}.yaml`), join(folder, `${name}.yaml`));
    }
    whole = await startWorld();
    own = await startWorld(folder);
  });
  afterAll(async () => {
    await whole.demo.stop();
    await own.demo.stop();
    rmSync(folder, { recursive: true });
  });

  it.each(questions.map(([path, body]) => [path, body] as const))(
    'by %s %j is byte for byte what it were without the rest of the cluster',
    async (path, body) => {
      expect(withoutTimes(await whole.overHttp(path, body))).toBe(
        withoutTimes(await own.overHttp(path, body)),
      );
    },
  );

  it.each(actions)(
    'by the action %s %j is byte for byte what it were without the rest of the cluster',
    async (name, input) => {
      expect(withoutTimes(await whole.byAction(name, input))).toBe(
        withoutTimes(await own.byAction(name, input)),
      );
    },
  );
});
