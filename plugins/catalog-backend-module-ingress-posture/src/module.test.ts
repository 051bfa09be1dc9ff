import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { targetPaths } from '@backstage/cli-common';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  createBackendPlugin,
  coreServices,
} from '@backstage/backend-plugin-api';
// The real one, in the same backend.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import ingressPosturePlugin from '@ingress-posture/plugin-ingress-posture-backend';
import { cp, readFile, writeFile } from 'node:fs/promises';
import catalogModuleIngressPosture from './index';

const MODE = 'ingress-posture.io/mode';
const POSTURE = 'ingress-posture.io/mtls-posture';

const catalogInfo = `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: storefront
  annotations: { backstage.io/kubernetes-namespace: nginx-permissive }
spec: { type: service, lifecycle: production, owner: shop }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  annotations:
    backstage.io/kubernetes-namespace: nginx-strict
    ${POSTURE}: unknown
spec: { type: service, lifecycle: production, owner: shop }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: handbook }
spec: { type: website, lifecycle: production, owner: shop }
`;

/** Makes a namespace of the demo take nothing but mTLS. */
const strict = `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: nginx-permissive }
spec: { mtls: { mode: STRICT } }
`;

describe('the module, beside the catalog and the ingress-posture backend', () => {
  // The worker thread compiles what it loads.
  jest.setTimeout(120_000);

  const files = createMockDirectory();
  let find: (name: string) => Promise<Entity | undefined>;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    files.setContent({ 'catalog-info.yaml': catalogInfo, cluster: {} });
    for (const file of ['00-mesh', 'nginx-permissive', 'nginx-strict']) {
      await cp(
        targetPaths.resolveRoot(`examples/clusters/demo/${file}.yaml`),
        files.resolve(`cluster/${file}.yaml`),
      );
    }
    const reader = createBackendPlugin({
      pluginId: 'reader',
      register(env) {
        env.registerInit({
          deps: { auth: coreServices.auth, catalog: catalogServiceRef },
          async init({ auth, catalog }) {
            find = async name => {
              const credentials = await auth.getOwnServiceCredentials();
              return catalog.getEntityByRef(`component:default/${name}`, {
                credentials,
              });
            };
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleIngressPosture,
        ingressPosturePlugin,
        reader,
        schedulerServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              processingInterval: { hours: 1 },
              locations: [
                { type: 'file', target: files.resolve('catalog-info.yaml') },
              ],
            },
            ingressPosture: {
              clusters: [
                {
                  name: 'demo',
                  source: { type: 'manifests', path: files.resolve('cluster') },
                },
              ],
            },
          },
        }),
      ],
    });
    stop = () => backend.stop();
  });
  afterAll(() => stop());

  const annotationsOf = async (name: string) =>
    (await find(name))?.metadata.annotations ?? {};

  async function untilPosture(name: string, posture: string) {
    for (;;) {
      const annotations = await annotationsOf(name);
      if (annotations[POSTURE] === posture && annotations[MODE]) {
        return annotations;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  it('writes what is observed onto the entity', async () => {
    const annotations = await untilPosture('storefront', 'plaintext');
    expect(annotations[MODE]).toBe('standalone');
  });

  it('leaves the value that the owner wrote', async () => {
    const annotations = await untilPosture('cart', 'unknown');
    expect(annotations[MODE]).toBe('standalone');
  });

  it('writes nothing onto an entity without services', async () => {
    expect(Object.keys(await annotationsOf('handbook'))).not.toContain(POSTURE);
  });

  it('shows a change in the cluster long before the catalog looks again by itself', async () => {
    await untilPosture('storefront', 'plaintext');
    const file = files.resolve('cluster/nginx-permissive.yaml');
    const before = await readFile(file, 'utf8');
    await writeFile(file, `${before}\n---\n${strict}`);
    expect(await untilPosture('storefront', 'rejected')).toMatchObject({
      [MODE]: 'standalone',
    });
    await writeFile(file, before);
    expect(await untilPosture('storefront', 'plaintext')).toMatchObject({
      [MODE]: 'standalone',
    });
  });
});
