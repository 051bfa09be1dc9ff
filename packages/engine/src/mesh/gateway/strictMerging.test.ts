import { cluster, istio, plainPod, service } from '../../testing/cluster';
import { throughGateway } from './throughGateway';

const backend = [
  plainPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];

/** The proxy of the Gateway edge/web, whose listener is on port 80. */
function proxy(version: string, addresses: readonly object[] = []) {
  return [
    plainPod('edge/web-istio', {
      ip: '10.1.0.8',
      spec: {
        containers: [
          {
            name: 'istio-proxy',
            image: `istio/proxyv2:${version}`,
            args: ['proxy', 'router'],
          },
        ],
      },
    }),
    service('edge/web-istio', '10.96.0.8', [{ name: 'http', port: 80 }], {
      'web-istio': '10.1.0.8',
    }),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { namespace: 'edge', name: 'web' },
      spec: {
        gatewayClassName: 'istio',
        addresses,
        listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
      },
    },
  ];
}

/** An Istio Gateway for every proxy, with another port. */
const forAll = (namespace: string) => [
  istio('Gateway', `${namespace}/all`, {
    servers: [
      { port: { number: 9000, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
    ],
  }),
  istio('VirtualService', `${namespace}/cart`, {
    hosts: ['*'],
    gateways: ['all'],
    http: [
      { route: [{ destination: { host: 'cart.shop.svc.cluster.local' } }] },
    ],
  }),
];

const manual = [{ type: 'Hostname', value: 'web-istio' }];

describe('an Istio Gateway that selects the proxy of a Gateway API Gateway', () => {
  it.each([
    ['of the same namespace is merged into it', 'edge', '1.31.1', [], true],
    ['of another namespace is not', 'shop', '1.31.1', [], false],
    ['of another was before Istio 1.31', 'shop', '1.30.4', [], true],
    [
      'of another is where users run the proxy themselves',
      'shop',
      '1.31.1',
      manual,
      true,
    ],
  ])('%s', (_, namespace, version, addresses, isMerged) => {
    const state = cluster(
      backend,
      proxy(version, addresses),
      forAll(namespace),
    );
    const [{ pod, why }] = throughGateway(state, {
      pod: 'edge/web-istio',
      port: 9000,
      host: 'cart.example.com',
      protocol: 'http',
    });
    expect(pod || why).toBe(isMerged ? 'shop/cart-1' : 'no listener');
  });
});
