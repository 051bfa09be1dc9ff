import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { targetPaths } from '@backstage/cli-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { postureReadPermission } from '@ingress-posture/plugin-ingress-posture-common';
import {
  createPostureConditionalDecision,
  postureConditions,
} from '@ingress-posture/plugin-ingress-posture-node';
import request from 'supertest';
import ingressPosturePlugin from '../index';
import { Decisions, PolicyOf } from './PolicyOf';

const allow = { result: AuthorizeResult.ALLOW } as const;
const shop = 'group:default/shop';
const desk = 'group:default/desk';

const component = (name: string, owner: string, namespace: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-namespace': namespace },
  },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

/** Entities of two teams: the shop's cart is nginx-strict/cart, the desk's is all of nginx-permissive. */
export const entities = [
  component('cart', shop, 'nginx-strict'),
  component('storefront', desk, 'nginx-permissive'),
];

const ownedBy = (claim: string): Decisions => ({
  'ingress-posture.fleet.read': allow,
  [postureReadPermission.name]: createPostureConditionalDecision(
    postureReadPermission,
    postureConditions.isEntityOwner({ claims: [claim] }),
  ),
});

/** What the policy of the demo says of each user. */
const policy: Readonly<Record<string, Decisions>> = {
  'user:default/guest': {},
  'user:default/owner': {
    ...ownedBy(shop),
    'ingress-posture.findings.silence': allow,
  },
  'user:default/other': ownedBy(desk),
  'user:default/newcomer': ownedBy('group:default/nobody'),
  'user:default/admin': {
    'ingress-posture.fleet.read': allow,
    'ingress-posture.clusters.read': allow,
    'ingress-posture.posture.read': allow,
    'ingress-posture.findings.silence': allow,
  },
};

const user = (name: string) => ({
  header: mockCredentials.user.header(`user:default/${name}`),
  credentials: mockCredentials.user(`user:default/${name}`),
});

/** Those who ask: the owner of nginx-strict/cart, owners of something else and of nothing, and the rest. */
export const callers = {
  nobody: {
    header: mockCredentials.none.header(),
    credentials: mockCredentials.none(),
  },
  guest: user('guest'),
  owner: user('owner'),
  other: user('other'),
  newcomer: user('newcomer'),
  admin: user('admin'),
  plugin: {
    header: mockCredentials.service.header(),
    credentials: mockCredentials.service(),
  },
};

export type Caller = keyof typeof callers;

/** A backend with the plugin, following the demo, where a policy says who may see what. */
export interface Demo {
  ask(caller: Caller, path: string, body?: object): request.Test;
  stop(): Promise<void>;
  /** Id of a remedy of nginx-strict/cart. */
  readonly remedy: string;
}

/** Starts it, and resolves when postures, owners and remedies are known. */
export async function startDemo(
  features: readonly BackendFeature[] = [],
  folder = targetPaths.resolveRoot('examples/clusters/demo'),
): Promise<Demo> {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      ingressPosturePlugin,
      catalogServiceMock.factory({ entities }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => new PolicyOf(name => policy[name]),
      }),
      mockServices.rootConfig.factory({ data: config(folder) }),
      ...features,
    ],
  });
  const ask = (caller: Caller, path: string, body?: object) => {
    const url = `/api/ingress-posture${path}`;
    const agent = request(backend.server);
    const asked = body ? agent.post(url).send(body) : agent.get(url);
    return asked.set('authorization', callers[caller].header);
  };
  const until = async (path: string, holds: (body: any) => boolean) => {
    for (;;) {
      const { body } = await ask('admin', path);
      if (holds(body)) return body;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  await until('/clusters', body => body.items?.[0]?.state === 'synced');
  await scheduler.triggerTask('read-service-owners');
  const { posture } = await until(
    '/services/demo/nginx-strict/cart',
    found => found.posture?.remedies.length > 0,
  );
  const stop = () => backend.stop();
  return { ask, stop, remedy: posture.remedies[0].id };
}

function config(path: string) {
  return {
    ingressPosture: {
      environments: { testing: ['demo'] },
      clusters: [{ name: 'demo', source: { type: 'manifests', path } }],
    },
  };
}
