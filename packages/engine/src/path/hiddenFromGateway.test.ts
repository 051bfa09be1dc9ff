import { verdict } from '../posture/analyze';
import {
  cluster,
  gatewayPod,
  istio,
  service,
  sidecarPod,
} from '../testing/cluster';

const http = [{ name: 'http', port: 80, targetPort: 8080 }];

/** The gateway's own Service, which clients come in through. */
const entrance = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'edge', name: 'gateway' },
  spec: {
    type: 'LoadBalancer',
    clusterIP: '10.96.1.1',
    selector: { app: 'gateway' },
    ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080 }],
  },
};

/** An Istio gateway of one namespace with a route to a Service of another. */
function cart(exportTo: string) {
  const [, slice] = service('edge/gateway', '10.96.1.1', http, {
    'gateway-1': '10.3.0.1',
  });
  return cluster(
    gatewayPod('edge/gateway-1', { ip: '10.3.0.1' }),
    [entrance, slice],
    sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
    service(
      'shop/cart',
      '10.96.0.1',
      http,
      { 'cart-1': '10.1.0.1' },
      { annotations: { 'networking.istio.io/exportTo': exportTo } },
    ),
    istio('Gateway', 'shop/public', {
      selector: { app: 'gateway' },
      servers: [
        { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
      ],
    }),
    istio('VirtualService', 'shop/cart', {
      hosts: ['cart.example.com'],
      gateways: ['public'],
      http: [{ route: [{ destination: { host: 'cart' } }] }],
    }),
  );
}

function judged(exportTo: string) {
  const found = verdict(cart(exportTo), {
    namespace: 'shop',
    name: 'cart',
  });
  return found && { posture: found.posture, sentence: found.sentence };
}

describe('a Service that an Istio gateway leads to', () => {
  it('is reached where it is exported to the namespace of the gateway', () => {
    expect(judged('*')).toMatchObject({ posture: 'permissive' });
  });

  it('is rejected where it is not: the gateway keeps the route, and answers 503', () => {
    expect(judged('.')).toEqual({
      posture: 'rejected',
      sentence:
        'The Istio gateway has nowhere to send the connection to cart: clients get 503.',
    });
  });
});
