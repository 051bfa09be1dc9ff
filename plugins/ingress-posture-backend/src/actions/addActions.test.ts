import { mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import type { JsonObject } from '@backstage/types';
import { Caller, callers, Demo, startDemo } from '../__testUtils__/startDemo';

const cart = { cluster: 'demo', namespace: 'nginx-strict', name: 'cart' };
const put = `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: nginx-strict }
spec: { mtls: { mode: DISABLE } }
`;
const connection = {
  cluster: 'demo',
  from: null,
  address: 'cart.nginx-strict',
  port: 80,
};

/** Each action with a question of the owner's, and what of the answer makes sense. */
const cases: [string, JsonObject, (output: any) => void][] = [
  [
    'get-entity-postures',
    { entityRef: 'component:default/cart' },
    ({ services }) =>
      expect(services).toContainEqual(
        expect.objectContaining({ ...cart, posture: 'rejected' }),
      ),
  ],
  [
    'explain-service',
    cart,
    ({ paths, remedies }) => {
      expect(paths[0].hops.at(-1).reasons.length).toBeGreaterThan(0);
      expect(remedies[0].commands.length).toBeGreaterThan(0);
    },
  ],
  [
    'get-fleet-summary',
    { by: 'namespace' },
    ({ groups }) =>
      expect(groups.map(({ key }: any) => key)).toEqual(['nginx-strict']),
  ],
  [
    'list-services',
    { posture: ['rejected'] },
    ({ services }) => expect(services[0]).toMatchObject(cart),
  ],
  [
    'list-findings',
    { severity: ['error'] },
    ({ findings, total }) => {
      expect(total).toBeGreaterThan(0);
      expect(findings[0]).toMatchObject({ ...cart, severity: 'error' });
    },
  ],
  [
    'try-connection',
    connection,
    ({ arrivals }) =>
      expect(arrivals[0]).toMatchObject({ outcome: 'rejected' }),
  ],
  [
    'preview-strict',
    { cluster: 'demo', namespace: 'nginx-strict' },
    ({ counts, caveats }) => {
      expect(counts.services).toBeGreaterThan(0);
      expect(caveats[0]).toContain('Only the Services that you may see');
    },
  ],
  [
    'try-change',
    { cluster: 'demo', put },
    ({ changes }) => expect(changes[0]).toMatchObject({ before: 'rejected' }),
  ],
];

describe('the actions', () => {
  // The worker thread compiles what it loads.
  jest.setTimeout(120_000);

  const registry = actionsRegistryServiceMock();
  const audited = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({
      success: async () => {},
      fail: async () => {},
    })),
  });
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo([
      audited.factory,
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => registry,
      }),
    ]);
  });
  afterAll(() => demo.stop());

  const invoke = (caller: Caller, name: string, input: JsonObject) =>
    registry.invoke({
      id: `test:${name}`,
      input,
      credentials: callers[caller].credentials,
    });

  it('only read, say what they are for, and have examples that fit', async () => {
    const { actions } = await registry.list();
    expect(actions.map(({ name }) => name).sort()).toEqual(
      cases.map(([name]) => name).sort(),
    );
    for (const { attributes, examples, description, id } of actions) {
      expect(attributes).toEqual({
        readOnly: true,
        idempotent: true,
        destructive: false,
      });
      expect(description.length).toBeGreaterThan(50);
      const { schema } = registry.actions.get(id)!;
      const { z } = jest.requireActual('zod/v3');
      for (const { input } of examples ?? []) schema.input(z).parse(input);
      expect(examples?.length).toBeGreaterThan(0);
    }
  });

  it.each(cases)('%s answers the owner', async (name, input, check) => {
    const { output } = await invoke('owner', name, input);
    expect(output).toBeInstanceOf(Object);
    check(output);
  });

  it.each(cases)('%s refuses a guest', async (name, input) => {
    await expect(invoke('guest', name, input)).rejects.toThrow(
      /^This needs the permission ingress-posture\./,
    );
  });

  it.each(cases)('%s tells others nothing of it', async (name, input) => {
    const said = await invoke('other', name, input).then(
      ({ output }) => JSON.stringify(output),
      error => String(error),
    );
    // But for what was asked, or what the entity says itself.
    const rest = said
      .replaceAll('cart.nginx-strict', '')
      .replaceAll('Service nginx-strict/cart', '')
      .replaceAll('namespace nginx-strict', '');
    expect(rest).not.toContain('nginx-strict');
  });

  it('are audited on behalf of who asks', async () => {
    await invoke('owner', 'explain-service', cart);
    expect(audited.createEvent).toHaveBeenLastCalledWith({
      eventId: 'action',
      meta: {
        queryType: 'explain-service',
        ...cart,
        onBehalfOf: 'user:default/owner',
      },
    });
  });

  it('refuse questions that do not fit', async () => {
    await expect(
      invoke('owner', 'explain-service', { cluster: 'demo' }),
    ).rejects.toThrow('Invalid input');
    await expect(
      invoke('owner', 'preview-strict', { cluster: 'demo', service: 'cart' }),
    ).rejects.toThrow('A service is named with its namespace');
  });
});
