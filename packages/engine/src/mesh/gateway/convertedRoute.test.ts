import { httpRoutes } from '../../state/kinds/httpRoute';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { cluster } from '../../testing/cluster';
import { isConverted } from './convertedRoute';

const cart = { name: 'cart', port: 80 };
const extension = {
  type: 'ExtensionRef',
  extensionRef: { group: 'example.com', kind: 'Plugin', name: 'auth' },
};
const header = { type: 'RequestHeaderModifier', requestHeaderModifier: {} };
const rewrite = { type: 'URLRewrite', urlRewrite: { hostname: 'cart' } };
const redirect = { type: 'RequestRedirect', requestRedirect: {} };

function convertedOf(
  kind: 'HTTPRoute' | 'GRPCRoute',
  rules: readonly object[],
) {
  const state = cluster({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { namespace: 'shop', name: 'cart' },
    spec: { parentRefs: [{ name: 'web' }], rules },
  });
  const known = kind === 'HTTPRoute' ? httpRoutes : grpcRoutes;
  return isConverted(state.get(known, 'shop', 'cart')!);
}

describe('a route of the Gateway API', () => {
  it.each([
    ['that leads to a Service', [{ backendRefs: [cart] }], true],
    ['that redirects', [{ filters: [redirect] }], true],
    ['with filters that Istio knows', [{ filters: [header, rewrite] }], true],
    ['with a filter of a vendor', [{ filters: [extension] }], false],
    [
      'with a filter of a vendor in one of its rules',
      [{ backendRefs: [cart] }, { filters: [extension] }],
      false,
    ],
    [
      'with a header filter for a backend',
      [{ backendRefs: [{ ...cart, filters: [header] }] }],
      true,
    ],
    [
      'with another filter for a backend',
      [{ backendRefs: [{ ...cart, filters: [rewrite] }] }],
      false,
    ],
    ['without a port', [{ backendRefs: [{ name: 'cart' }] }], false],
    [
      'without a port where it sends nothing',
      [{ backendRefs: [cart, { name: 'next', weight: 0 }] }],
      true,
    ],
    [
      'that names a Service by its host',
      [{ backendRefs: [{ name: 'cart.shop', port: 80 }] }],
      false,
    ],
    [
      'to a host in a namespace',
      [
        {
          backendRefs: [
            {
              ...cart,
              group: 'networking.istio.io',
              kind: 'Hostname',
              namespace: 'shop',
            },
          ],
        },
      ],
      false,
    ],
    [
      'to a kind that Istio does not know, which leads nowhere by itself',
      [{ backendRefs: [{ ...cart, group: 'example.com', kind: 'Bucket' }] }],
      true,
    ],
  ])('%s: converted is %s', (_, rules, converted) => {
    expect(convertedOf('HTTPRoute', rules)).toBe(converted);
  });

  it('of gRPC neither rewrites nor redirects', () => {
    expect(convertedOf('GRPCRoute', [{ filters: [header] }])).toBe(true);
    expect(convertedOf('GRPCRoute', [{ filters: [rewrite] }])).toBe(false);
  });
});
