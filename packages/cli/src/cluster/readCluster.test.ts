import { analyze, kinds } from '@ingress-posture/engine';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UsageError } from '../usage/usageError';
import { readCluster } from './readCluster';

const SERVER = 'https://cluster.test';
const server = setupServer();
let folder: string;
let kubeconfig: string;

beforeAll(async () => {
  server.listen({ onUnhandledRequest: 'error' });
  folder = await mkdtemp(path.join(tmpdir(), 'read-cluster-'));
  kubeconfig = path.join(folder, 'config');
  await writeFile(
    kubeconfig,
    JSON.stringify({
      'current-context': 'prod',
      clusters: [{ name: 'c', cluster: { server: SERVER } }],
      users: [{ name: 'u', user: { token: 'secret' } }],
      contexts: [
        { name: 'prod', context: { cluster: 'c', user: 'u' } },
        { name: 'lost', context: { cluster: 'gone', user: 'u' } },
      ],
    }),
  );
});
afterEach(() => server.resetHandlers());
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const services = {
  group: '',
  kind: 'Service',
  plural: 'services',
  versions: ['v1'],
};
const gateways = {
  group: 'networking.istio.io',
  kind: 'Gateway',
  plural: 'gateways',
  versions: ['v1', 'v1beta1'],
};
const configMaps = {
  group: '',
  kind: 'ConfigMap',
  plural: 'configmaps',
  versions: ['v1'],
  names: ['istio', 'nginx'],
};
const service = (name: string) => ({
  metadata: { namespace: 'shop', name },
  spec: { clusterIP: '10.96.0.10', ports: [{ port: 80 }] },
});
const list = (items: object[], next?: string) =>
  HttpResponse.json({ metadata: { ...(next && { continue: next }) }, items });
const refuse = (status: number, message: string) =>
  HttpResponse.json({ message }, { status });

describe('readCluster', () => {
  it('lists a kind page by page, with the credentials of the context', async () => {
    server.use(
      http.get(`${SERVER}/api/v1/services`, ({ request }) => {
        expect(request.headers.get('authorization')).toBe('Bearer secret');
        const { searchParams } = new URL(request.url);
        return searchParams.get('continue') === 'more'
          ? list([service('web')])
          : list([service('cart')], 'more');
      }),
    );
    const { state, refused } = await readCluster({ kubeconfig }, undefined, [
      services,
    ]);
    expect(refused).toEqual([]);
    expect(analyze(state).map(one => [one.cluster, one.service.name])).toEqual([
      ['prod', 'cart'],
      ['prod', 'web'],
    ]);
  });

  it('asks for an older version where the cluster does not serve the newer', async () => {
    server.use(
      http.get(`${SERVER}/apis/networking.istio.io/v1/gateways`, () =>
        refuse(404, 'not found'),
      ),
      http.get(`${SERVER}/apis/networking.istio.io/v1beta1/gateways`, () =>
        list([{ metadata: { namespace: 'shop', name: 'web' }, spec: {} }]),
      ),
    );
    const { state } = await readCluster({ kubeconfig }, 'eu', [gateways]);
    expect([state.name, state.size]).toEqual(['eu', 1]);
  });

  it('takes a list without items for an empty one, as servers in Go may write it', async () => {
    server.use(
      http.get(`${SERVER}/api/v1/services`, () =>
        HttpResponse.json({ metadata: null, items: null }),
      ),
    );
    const { state } = await readCluster({ kubeconfig }, 'eu', [services]);
    expect(state.size).toBe(0);
  });

  it('asks for the whole of a list that the server has not kept until its last page', async () => {
    server.use(
      http.get(`${SERVER}/api/v1/services`, ({ request }) => {
        const { searchParams } = new URL(request.url);
        if (searchParams.has('continue')) return refuse(410, 'too old');
        return searchParams.get('limit') === '0'
          ? list([service('cart'), service('web')])
          : list([service('web')], 'more');
      }),
    );
    const { state, refused } = await readCluster({ kubeconfig }, 'eu', [
      services,
    ]);
    expect([state.size, refused]).toEqual([2, []]);
  });

  it('takes a kind that the cluster does not serve for one without objects', async () => {
    server.use(http.get(`${SERVER}/apis/*`, () => refuse(404, 'not found')));
    const { state, refused } = await readCluster({ kubeconfig }, 'eu', [
      gateways,
    ]);
    expect([state.size, refused]).toEqual([0, []]);
    expect(state.unreadable(gateways)).toBeUndefined();
  });

  it('reads by name what it knows by name', async () => {
    const asked: (string | null)[] = [];
    server.use(
      http.get(`${SERVER}/api/v1/configmaps`, ({ request }) => {
        asked.push(new URL(request.url).searchParams.get('fieldSelector'));
        return list([]);
      }),
    );
    await readCluster({ kubeconfig }, 'eu', [configMaps]);
    expect(asked).toEqual(['metadata.name=istio', 'metadata.name=nginx']);
  });

  it('reads what objects of another kind name, and says what of it it may not', async () => {
    const webhooks = {
      group: 'admissionregistration.k8s.io',
      kind: 'MutatingWebhookConfiguration',
      plural: 'mutatingwebhookconfigurations',
      versions: ['v1'],
    };
    const labels = { 'istio.io/rev': 'canary' };
    const name = 'istio-sidecar-injector-canary';
    const injector = { metadata: { name, namespace: 'istio-system' } };
    server.use(
      http.get(`${SERVER}/apis/${webhooks.group}/v1/${webhooks.plural}`, () =>
        list([{ metadata: { name, labels } }]),
      ),
      http.get(`${SERVER}/api/v1/configmaps`, ({ request }) =>
        request.url.includes('istio-canary')
          ? refuse(403, 'not yours')
          : list(
              request.url.includes('istio-sidecar-injector-canary')
                ? [injector]
                : [],
            ),
      ),
    );
    const namedBy = kinds.find(one => one.namedBy)?.namedBy;
    const { state, refused } = await readCluster({ kubeconfig }, 'eu', [
      { ...configMaps, namedBy },
      webhooks,
    ]);
    expect(refused).toEqual([
      'configmaps istio-canary cannot be read: not yours',
    ]);
    expect(state.unreadable(configMaps)).toBeUndefined();
    const read = kinds.filter(one => one.plural === configMaps.plural);
    expect(
      read.flatMap(one => state.list(one)).map(one => one.meta.name),
    ).toEqual([name]);
  });

  it('keeps in mind what it was not let read, and goes on', async () => {
    server.use(
      http.get(`${SERVER}/apis/*`, () =>
        refuse(403, 'u may not list gateways'),
      ),
      http.get(`${SERVER}/api/v1/services`, () => list([service('cart')])),
    );
    const { state, refused } = await readCluster({ kubeconfig }, 'eu', [
      gateways,
      services,
    ]);
    expect(state.unreadable(gateways)).toBe('u may not list gateways');
    expect(refused).toEqual([
      'gateways could not be read: u may not list gateways',
    ]);
    expect(state.size).toBe(1);
  });
});

describe('readCluster refuses, in one line,', () => {
  const refusal = async (address: object) => {
    const error = await readCluster({ kubeconfig, ...address }, undefined, [
      services,
    ]).catch(e => e);
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).not.toContain('\n');
    return error.message;
  };

  it('a kubeconfig that is not there', async () => {
    expect(await refusal({ kubeconfig: path.join(folder, 'none') })).toMatch(
      /none cannot be read: ENOENT/,
    );
  });

  it('a context where there is no kubeconfig at all', async () => {
    const { HOME, KUBECONFIG } = process.env;
    delete process.env.KUBECONFIG;
    process.env.HOME = path.join(folder, 'nobody');
    try {
      expect(await refusal({ kubeconfig: undefined, context: 'prod' })).toBe(
        "no kubeconfig was found, by KUBECONFIG or as .kube/config in your home: there is no context 'prod'",
      );
    } finally {
      Object.assign(process.env, {
        ...(HOME !== undefined && { HOME }),
        ...(KUBECONFIG !== undefined && { KUBECONFIG }),
      });
    }
  });

  it('a context that the kubeconfig does not have', async () => {
    expect(await refusal({ context: 'test' })).toMatch(
      /has no context 'test'; it has prod, lost$/,
    );
  });

  it('a kubeconfig that says of no context that it is the current one', async () => {
    const other = path.join(folder, 'no-current');
    await writeFile(
      other,
      JSON.stringify({
        contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
      }),
    );
    expect(await refusal({ kubeconfig: other })).toMatch(
      /has no current context; it has prod$/,
    );
  });

  it('a context without its cluster', async () => {
    expect(await refusal({ context: 'lost' })).toMatch(
      /^context 'lost' names a cluster that/,
    );
  });

  it('credentials that are not taken', async () => {
    server.use(
      http.get(`${SERVER}/api/v1/services`, () => refuse(401, 'Unauthorized')),
    );
    expect(await refusal({})).toBe(
      "the credentials of context 'prod' are refused: renew them, as for kubectl",
    );
  });

  it('a cluster whose Services may not be read', async () => {
    server.use(
      http.get(`${SERVER}/api/v1/services`, () => refuse(403, 'u may not')),
    );
    expect(await refusal({})).toBe(
      'without Services there is nothing to analyze: u may not; the command rbac prints the rules',
    );
  });

  it('a fault of the API server, for which no rule of RBAC helps', async () => {
    server.use(
      http.get(`${SERVER}/api/v1/services`, () => refuse(503, 'overloaded')),
    );
    expect(await refusal({})).toBe(
      'without Services there is nothing to analyze: overloaded',
    );
  });

  it('a login page in the place of an API server', async () => {
    server.use(
      http.get(`${SERVER}/api/v1/services`, () =>
        HttpResponse.html('<form>Log in</form>'),
      ),
    );
    expect(await refusal({})).toMatch(
      /^https:\/\/cluster.test answers \/api\/v1\/services with something that is no list: see whether/,
    );
  });

  it('an API server that does not answer', async () => {
    server.use(
      http.get(`${SERVER}/api/v1/services`, () => HttpResponse.error()),
    );
    expect(await refusal({})).toMatch(
      /^https:\/\/cluster.test cannot be asked: .*; it is the server of context 'prod': /,
    );
  });
});
