import {
  ambientPod,
  cluster,
  gatewayPod,
  istio,
  plainPod,
  service,
} from '../testing/cluster';
import { connect } from './connect';
import { throughGateway } from './throughGateway';

const cart = (labels = {}) =>
  service(
    'shop/cart',
    '10.96.0.1',
    [{ name: 'http', port: 80, targetPort: 8080 }],
    { 'cart-0': '10.1.0.1' },
    { labels },
  );
const shop = (labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels },
});
const backend = ambientPod('shop/cart-0', { ip: '10.1.0.1' });
const used = { 'istio.io/use-waypoint': 'way' };
const none = { 'istio.io/use-waypoint': 'none' };
const atIngress = { 'istio.io/ingress-use-waypoint': 'true' };

describe('an answer that goes past a waypoint', () => {
  const lb = ambientPod('edge/lb', { ip: '10.1.0.9' });
  const outside = plainPod('edge/lb', { ip: '10.1.0.9' });

  it.each([
    ["is inferred for the Service's", [lb, cart(used)], 'inferred'],
    ["and the namespace's", [lb, shop(used), cart()], 'inferred'],
    [
      'but not when the Service opts out',
      [lb, shop(used), cart(none)],
      'proven',
    ],
    ['nor when there is none', [lb, shop(), cart()], 'proven'],
    ['nor for clients outside the mesh', [outside, cart(used)], 'proven'],
  ])('%s', (_, objects, certainty) => {
    const [arrival] = connect(cluster(backend, objects), {
      from: 'edge/lb',
      address: '10.96.0.1',
      port: 80,
      protocol: 'http',
    });
    expect(arrival.certainty).toBe(certainty);
    expect(arrival.caveats.length > 0).toBe(certainty === 'inferred');
  });

  it.each([
    ['proven for a gateway', used, 'proven'],
    ['inferred for one that uses it', { ...used, ...atIngress }, 'inferred'],
  ])('is %s', (_, labels, certainty) => {
    const state = cluster(
      backend,
      cart(labels),
      gatewayPod('edge/gw', { ip: '10.1.0.8' }),
      istio('Gateway', 'edge/gw', {
        selector: { app: 'gw' },
        servers: [
          {
            port: { number: 80, name: 'http', protocol: 'HTTP' },
            hosts: ['*'],
          },
        ],
      }),
      istio('VirtualService', 'shop/cart', {
        hosts: ['*'],
        gateways: ['edge/gw'],
        http: [{ route: [{ destination: { host: 'cart' } }] }],
      }),
    );
    const [arrival] = throughGateway(state, {
      pod: 'edge/gw',
      port: 80,
      host: 'x.example.com',
      protocol: 'http',
    });
    expect([arrival.outcome, arrival.certainty]).toEqual([
      'accepted',
      certainty,
    ]);
  });
});
