import fc from 'fast-check';
import type { ConfigMap } from '../../state/kinds/configMap';
import { cluster } from '../../testing/cluster';
import { configMaps } from '../../state/kinds/configMap';
import { poolsDeclared } from './f5As3Declaration';

const declared = { f5type: 'virtual-server', as3: 'true' };

function configMap(
  template: string,
  labels: Readonly<Record<string, string>> = declared,
): ConfigMap {
  const metadata = { name: 'f5-as3-declaration', namespace: 'shop', labels };
  const state = cluster([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { template } },
  ]);
  const [found] = state.list(configMaps);
  return found;
}

/** A declaration of one application with a pool "cart", and what else it has. */
function declaration(others: Readonly<Record<string, unknown>>): string {
  const web = { class: 'Application', cart: { class: 'Pool' }, ...others };
  const shop = { class: 'Tenant', web };
  return JSON.stringify({ class: 'AS3', declaration: { class: 'ADC', shop } });
}

const choice = {
  class: 'Endpoint_Policy',
  rules: [
    { actions: [{ type: 'forward', select: { pool: { use: 'cart' } } }] },
  ],
};

describe('a declaration of AS3', () => {
  it.each([
    ['a name', { class: 'Service_HTTP', pool: 'cart' }],
    ['a pointer', { class: 'Service_HTTPS', pool: { use: 'cart' } }],
    ['a whole path', { class: 'Service_TCP', pool: '/shop/web/cart' }],
    ['a policy', { class: 'Service_HTTP', policyEndpoint: 'choice' }],
    [
      'policies',
      { class: 'Service_HTTP', policyEndpoint: [{ use: '/shop/web/choice' }] },
    ],
  ])('has a virtual server send to a pool by %s', (_, virtual) => {
    const [pool] = poolsDeclared(configMap(declaration({ virtual, choice })));
    expect(pool.key).toBe('shop/web/cart');
    expect(pool.virtuals.map(({ name }) => name)).toEqual(['virtual']);
  });

  it.each([
    ['another pool', { class: 'Service_HTTP', pool: 'basket' }],
    ['nothing', { class: 'Service_HTTP' }],
    ['it, and is off', { class: 'Service_HTTP', pool: 'cart', enable: false }],
    ['it, and is none', { class: 'Monitor', pool: 'cart' }],
  ])('has no virtual server for a pool where one names %s', (_, virtual) => {
    const [pool] = poolsDeclared(configMap(declaration({ virtual })));
    expect(pool.virtuals).toEqual([]);
  });

  it('says on which sides there is TLS, and what scripts run', () => {
    const virtual = {
      class: 'Service_HTTPS',
      pool: 'cart',
      serverTLS: 'outside',
      clientTLS: { bigip: '/Common/serverssl' },
      iRules: ['rename', { bigip: '/Common/log' }],
    };
    const [pool] = poolsDeclared(configMap(declaration({ virtual })));
    expect(pool.virtuals).toEqual([
      {
        name: 'virtual',
        carries: 'requests',
        endsTls: true,
        startsTls: true,
        scripts: ['rename', '/Common/log'],
        field: 'shop.web.virtual',
      },
    ]);
  });

  it.each([
    ['lacks the labels', {}],
    ['overrides another', { ...declared, overrideAS3: 'true' }],
  ])('is none where its ConfigMap %s', (_, labels) => {
    const virtual = { class: 'Service_HTTP', pool: 'cart' };
    const written = declaration({ virtual });
    expect(poolsDeclared(configMap(written, labels))).toEqual([]);
  });

  it('is read without an error, whatever it is', () => {
    const part = fc.oneof(
      fc.jsonValue(),
      fc.record({
        class: fc.constantFrom('Tenant', 'Application', 'Pool', 'Service_HTTP'),
        cart: fc.jsonValue(),
        pool: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          part.map(shop =>
            JSON.stringify({ declaration: { shop, other: { web: shop } } }),
          ),
          part.map(virtual => declaration({ virtual })),
        ),
        template => {
          for (const { key } of poolsDeclared(configMap(template))) {
            expect(key.split('/').length).toBeGreaterThanOrEqual(3);
          }
        },
      ),
    );
  });
});
