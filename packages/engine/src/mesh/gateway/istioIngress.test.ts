import {
  cluster,
  gatewayPod,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { throughGateway } from './throughGateway';

const ingress = (tls: readonly object[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    namespace: 'shop',
    name: 'cart',
    annotations: { 'kubernetes.io/ingress.class': 'istio' },
  },
  spec: {
    tls,
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { service: { name: 'cart', port: { number: 80 } } },
            },
          ],
        },
      },
    ],
  },
});

const mesh = [
  gatewayPod('istio-system/gateway-1', {
    ip: '10.1.0.7',
    labels: { istio: 'ingressgateway' },
  }),
  service(
    'istio-system/gateway',
    '10.96.0.7',
    [{ name: 'https', port: 443, targetPort: 8443 }],
    { 'gateway-1': '10.1.0.7' },
  ),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];

function outcome(...tls: readonly object[]) {
  return throughGateway(cluster(mesh, ingress(tls)), {
    pod: 'istio-system/gateway-1',
    port: 8443,
    host: 'shop.example.com',
    protocol: 'http',
    tls: 'tls',
  }).map(one => `${one.pod || one.why} ${one.outcome} ${one.certainty}`);
}

const served = 'shop/cart-1 accepted proven';
const secretName = 'certificate';

// istio pilot/pkg/config/kube/ingress/gateways.go convertIngressV1alpha3.
describe('TLS of an Ingress that Istio serves', () => {
  it.each([
    ['for its hosts', [{ hosts: ['shop.example.com'], secretName }], served],
    ['for every host where it names none', [{ secretName }], served],
    [
      'for no other host',
      [{ hosts: ['other.example.com'], secretName }],
      'no filter chain matches unroutable proven',
    ],
    [
      'certificate by certificate',
      [
        { hosts: ['other.example.com'], secretName },
        { hosts: ['shop.example.com'], secretName: 'another' },
      ],
      served,
    ],
    [
      'not without a certificate',
      [{ hosts: ['shop.example.com'] }],
      'no listener unroutable proven',
    ],
    ['not where it asks for none', [], 'no listener unroutable proven'],
  ])('is served %s', (_, tls, expected) => {
    expect(outcome(...tls)).toEqual([expected]);
  });
});
