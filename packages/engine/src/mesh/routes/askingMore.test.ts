import {
  cluster,
  gatewayPod,
  istio,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';
import { throughGateway } from '../gateway/throughGateway';

const backend = (name: string, at: number) => [
  sidecarPod(`shop/${name}-1`, { ip: `10.1.0.${at}` }),
  service(
    `shop/${name}`,
    `10.96.0.${at}`,
    [{ name: 'http', port: 80, targetPort: 8080 }],
    { [`${name}-1`]: `10.1.0.${at}` },
  ),
];
const shop = [
  sidecarPod('web/client-1', { ip: '10.1.0.9' }),
  backend('cart', 1),
  backend('canary', 2),
];

const to = (name: string, match?: object) => ({
  ...(match && { match: [match] }),
  route: [{ destination: { host: `${name}.shop.svc.cluster.local` } }],
});

const toCart = (...objects: readonly unknown[]) => {
  const [{ pod, certainty, caveats }] = connect(cluster(shop, objects), {
    from: 'web/client-1',
    address: '10.96.0.1',
    port: 80,
    protocol: 'http',
    host: 'cart.shop',
    path: '/api',
  });
  return { pod, certainty, caveats };
};

// Envoy takes the first route that holds: a question names no method, header or query parameter.
describe('a VirtualService that asks for more than path and Host', () => {
  const split = (match: object) =>
    istio('VirtualService', 'shop/cart', {
      hosts: ['cart.shop.svc.cluster.local'],
      http: [to('canary', match), to('cart')],
    });

  it.each([
    ['nothing more', { uri: { prefix: '/api' } }, 'canary', 'proven'],
    ['a header', { headers: { canary: { exact: 'yes' } } }, 'cart', 'inferred'],
    ['any value of a header', { headers: { canary: {} } }, 'cart', 'inferred'],
    [
      'the absence of a header',
      { withoutHeaders: { canary: {} } },
      'canary',
      'inferred',
    ],
    [
      'a query parameter',
      { queryParams: { canary: { exact: 'yes' } } },
      'cart',
      'inferred',
    ],
    ['GET', { method: { exact: 'GET' } }, 'canary', 'inferred'],
    ['POST', { method: { exact: 'POST' } }, 'cart', 'inferred'],
    ['http', { scheme: { exact: 'http' } }, 'canary', 'inferred'],
    [
      'a header on another path',
      { headers: { canary: {} }, uri: { prefix: '/shop' } },
      'cart',
      'proven',
    ],
  ])('%s', (_, match, name, certainty) => {
    expect(toCart(split(match))).toMatchObject({
      pod: `shop/${name}-1`,
      certainty,
    });
  });

  it('says so of what it goes by', () => {
    expect(toCart(split({ headers: { canary: {} } })).caveats).toEqual([
      'VirtualService shop/cart goes by headers, methods or query parameters, too: the answer is that for a plain GET.',
    ]);
  });
});

// istio pilot/pkg/config/kube/gateway/conversion.go sortHTTPRoutes.
describe('rules of a HTTPRoute with one path', () => {
  const rule = (name: string, match: object = {}) => ({
    matches: [{ path: { type: 'PathPrefix', value: '/' }, ...match }],
    backendRefs: [{ name, port: 80 }],
  });
  const header = (name: string) => ({ name, value: 'yes' });
  const api = (kind: string, name: string, spec: object) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { namespace: 'shop', name },
    spec,
  });
  const edge = [
    gatewayPod('shop/web-istio-1', {
      ip: '10.1.0.8',
      labels: { 'gateway.networking.k8s.io/gateway-name': 'web' },
    }),
    service('shop/web-istio', '10.96.0.8', [{ name: 'http', port: 80 }], {
      'web-istio-1': '10.1.0.8',
    }),
    api('Gateway', 'web', {
      gatewayClassName: 'istio',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
    }),
  ];
  const asked = (...rules: readonly object[]) => {
    const route = api('HTTPRoute', 'cart', {
      parentRefs: [{ name: 'web' }],
      rules,
    });
    const [{ pod, certainty }] = throughGateway(cluster(shop, edge, route), {
      pod: 'shop/web-istio-1',
      port: 80,
      host: 'shop.example.com',
      protocol: 'http',
    });
    return [pod, certainty];
  };
  const [cart, canary] = ['shop/cart-1', 'shop/canary-1'];

  it.each([
    [
      'one that asks for the method is before one that does not',
      [rule('cart'), rule('canary', { method: 'GET' })],
      [canary, 'inferred'],
    ],
    [
      'another method leaves the plain one',
      [rule('cart'), rule('canary', { method: 'POST' })],
      [cart, 'inferred'],
    ],
    [
      'a method is before headers',
      [
        rule('cart', { headers: [header('a'), header('b')] }),
        rule('canary', { method: 'GET' }),
      ],
      [canary, 'inferred'],
    ],
    [
      'a longer path is before all',
      [
        rule('cart', { path: { type: 'PathPrefix', value: '/api' } }),
        rule('canary', { method: 'GET' }),
      ],
      [canary, 'inferred'],
    ],
    ['without any, the first is taken', [rule('cart')], [cart, 'proven']],
  ])('%s', (_, rules, found) => {
    expect(asked(...rules)).toEqual(found);
  });
});
