import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { Remedy, RemedyStep } from '@ingress-posture/engine';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { createRemedyAction } from './remedyAction';

const step = (
  action: RemedyStep['action'],
  object: RemedyStep['object'],
  patch = '',
): RemedyStep => ({
  action,
  title: `${action} ${object.kind} ${object.name}`,
  object,
  patch,
  command: `kubectl ${action} ${object.name}`,
  verify: { command: `kubectl get ${object.name}`, expect: 'it is there' },
  undo: `kubectl undo ${object.name}`,
  after: 'enforced',
});

const controller = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'edge',
  name: 'nginx',
};
const strict = {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  namespace: 'shop',
  name: 'default',
};

const proven: Remedy = {
  id: 'sidecar-at-the-edge',
  title: 'Give the ingress controller a sidecar',
  reaches: 'enforced',
  standing: 'proven',
  costs: ['The controller restarts.'],
  resolves: ['IP0102'],
  steps: [
    step(
      'patch',
      controller,
      'spec:\n  template:\n    metadata:\n      labels:\n        sidecar.istio.io/inject: "true"\n',
    ),
    step('restart', controller),
    step(
      'create',
      strict,
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata:\n  name: default\n  namespace: shop\nspec:\n  mtls:\n    mode: STRICT\n',
    ),
  ],
};
const advice: Remedy = {
  ...proven,
  id: 'other-vendor',
  standing: 'advice',
  missing: 'nothing is known of the vendor',
};

const manifests = `# The way in.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx
  namespace: edge
spec:
  template:
    metadata:
      labels:
        app: nginx # the Service selects this
`;

describe('ingress-posture:remedy', () => {
  const workspace = createMockDirectory();
  const asked = jest.fn<void, [string | undefined, string | undefined]>();
  let backend: Server;
  let remedies: readonly Remedy[];
  let pending: boolean;

  beforeAll(async () => {
    // The user's own token has to arrive, so the HTTP is real.
    backend = createServer((request, response) => {
      asked(request.url, request.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          posture: {
            cluster: 'prod',
            service: { namespace: 'shop', name: 'cart' },
            posture: 'rejected',
            sentence: 'nginx sends plaintext to cart, which demands mTLS.',
            remedies,
            ...(pending && { remediesPending: true }),
          },
        }),
      );
    }).listen(0, '127.0.0.1');
    await once(backend, 'listening');
  });
  afterAll(() => backend.close());
  beforeEach(() => {
    remedies = [proven, advice];
    pending = false;
    asked.mockClear();
    workspace.setContent({ 'deploy/nginx.yaml': manifests });
  });

  async function run(input: object = {}) {
    const { port } = backend.address() as { port: number };
    const discovery = mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${port}`,
    });
    const auth = mockServices.auth();
    const action = createRemedyAction({ auth, discovery });
    const context = createMockActionContext({
      workspacePath: workspace.path,
      input: {
        cluster: 'prod',
        namespace: 'shop',
        service: 'cart',
        remedy: proven.id,
        ...input,
      },
    });
    await action.handler(context as Parameters<typeof action.handler>[0]);
    return Object.fromEntries((context.output as jest.Mock).mock.calls);
  }

  it('writes into the file that holds the object, and what is new into a component', async () => {
    const output = await run();
    const component = 'ingress-posture/cart-sidecar-at-the-edge';
    expect(output.files).toEqual([
      'deploy/nginx.yaml',
      `${component}/kustomization.yaml`,
      `${component}/1-create-peerauthentication-shop-default.yaml`,
    ]);
    expect(workspace.content()).toEqual({
      deploy: {
        'nginx.yaml': `${manifests}        sidecar.istio.io/inject: "true"\n`,
      },
      'ingress-posture': {
        'cart-sidecar-at-the-edge': {
          'kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources:
  - 1-create-peerauthentication-shop-default.yaml
patches: []
`,
          '1-create-peerauthentication-shop-default.yaml': `# create PeerAuthentication default\n${proven.steps[2].patch}`,
        },
      },
    });
  });

  it('writes a patch where no file holds the object', async () => {
    workspace.setContent({});
    await run({ steps: [1], componentPath: 'fix' });
    expect(workspace.content()).toMatchObject({
      fix: {
        'kustomization.yaml': expect.stringContaining(
          'patches:\n  - path: 1-patch-deployment-edge-nginx.yaml',
        ),
        '1-patch-deployment-edge-nginx.yaml': `# patch Deployment nginx
apiVersion: apps/v1
kind: Deployment
metadata:
  namespace: edge
  name: nginx
spec:
  template:
    metadata:
      labels:
        sidecar.istio.io/inject: "true"
`,
      },
    });
  });

  it('names the object of a JSON Patch beside its operations', async () => {
    const operations = '- op: test\n  path: /spec/host\n  value: a\n';
    const policy = {
      ...step('patch', strict, operations),
      patchType: 'json' as const,
    };
    remedies = [{ ...proven, steps: [policy] }];
    await run({ componentPath: 'fix' });
    expect(workspace.content()).toMatchObject({
      fix: {
        'kustomization.yaml': expect.stringContaining(
          `patches:
  - path: 1-patch-peerauthentication-shop-default.yaml
    target:
      group: security.istio.io
      version: v1
      kind: PeerAuthentication
      namespace: shop
      name: default
`,
        ),
        '1-patch-peerauthentication-shop-default.yaml': `# patch PeerAuthentication default\n${operations}`,
      },
    });
  });

  it('deletes an object from its file', async () => {
    remedies = [{ ...proven, steps: [step('delete', controller)] }];
    await run();
    expect(workspace.content()).toEqual({ deploy: { 'nginx.yaml': '' } });
  });

  it('says what it does, what remains to be done, and how to go back', async () => {
    const { title, description, manual } = await run();
    expect(title).toBe('Give the ingress controller a sidecar (shop/cart)');
    expect(manual).toEqual(['kubectl restart nginx']);
    for (const part of [
      'In the cluster prod: nginx sends plaintext to cart, which demands mTLS.',
      'goes from `rejected` to `enforced`',
      '## To do by hand, after it is applied',
      'kubectl get nginx',
      'kubectl undo nginx',
      '## What it costs\n\n1. The controller restarts.',
    ]) {
      expect(description).toContain(part);
    }
  });

  it('asks the backend as the user who runs the template', async () => {
    await run();
    const [[path, authorization]] = asked.mock.calls;
    expect(path).toBe('/services/prod/shop/cart');
    expect(authorization).toMatch(/^Bearer .*user:default\/mock/);
  });

  it.each([
    [{ remedy: 'none' }, 'There are: sidecar-at-the-edge, other-vendor'],
    [{ remedy: 'other-vendor' }, 'nothing is known of the vendor'],
    [{ steps: [4] }, 'has 3 steps; there is no step 4'],
    [{ path: '../elsewhere' }, 'not allowed'],
    [{ componentPath: '../../elsewhere' }, 'not allowed'],
  ])('refuses %j', async (input, message) => {
    await expect(run(input)).rejects.toThrow(message);
    expect(workspace.content()).toEqual({
      deploy: { 'nginx.yaml': manifests },
    });
  });

  it('refuses remedies that are about to become others', async () => {
    pending = true;
    await expect(run()).rejects.toThrow('try again in a minute');
  });

  it('does not guess which of two files is meant', async () => {
    workspace.addContent({ 'staging/nginx.yaml': manifests });
    await expect(run()).rejects.toThrow(
      'Deployment edge/nginx is in several places: deploy/nginx.yaml, staging/nginx.yaml',
    );
    expect((await run({ path: 'deploy' })).files).toContain('nginx.yaml');
  });

  it('takes advice when that is asked for', async () => {
    const output = await run({ remedy: advice.id, allowAdvice: true });
    expect(output.description).toContain(
      'advice that could not be tried: nothing is known of the vendor',
    );
  });
});
