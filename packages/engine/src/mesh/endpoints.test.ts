import { cluster, istio, service, sidecarPod } from '../testing/cluster';
import { connect } from './connect';

const mesh = [
  sidecarPod('shop/client-1', { ip: '10.1.0.9' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];
const machine = (labels: object, more: object = {}) =>
  istio('WorkloadEntry', 'shop/vm', { address: '10.99.0.1', labels, ...more });
const entry = (spec: object) =>
  istio('ServiceEntry', 'shop/api', {
    hosts: ['api.example.com'],
    addresses: ['10.97.0.5'],
    ports: [{ name: 'http', number: 80, protocol: 'HTTP' }],
    ...spec,
  });

function reached(address: string, host: string, ...objects: unknown[]) {
  return connect(cluster(mesh, objects), {
    from: 'shop/client-1',
    address,
    port: 80,
    host,
    protocol: 'http',
  }).map(one => [one.pod, one.wire, one.outcome, one.certainty].join(' '));
}

describe('endpoints', () => {
  const cart = 'shop/cart-1 istio-mtls accepted proven';

  it.each([
    ['are pods of the Service', machine({ app: 'other' }), [cart]],
    [
      'are machines that the Service selects, of which nothing is known',
      machine({ app: 'cart' }),
      [' plaintext unknown unknown', cart],
    ],
    [
      'are sent mesh mTLS where the machine has a service account',
      machine({ app: 'cart' }, { serviceAccount: 'cart' }),
      [' istio-mtls unknown unknown', cart],
    ],
  ])('%s', (_, object, expected) => {
    expect(reached('10.96.0.1', 'cart', object)).toEqual(expected);
  });

  it('are whatever the name leads to, of a ServiceEntry that is looked up', () => {
    expect(
      reached('10.97.0.5', 'api.example.com', entry({ resolution: 'DNS' })),
    ).toEqual([' plaintext unknown unknown']);
  });
});

describe('the addresses of a ServiceEntry', () => {
  const api = {
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    addresses: ['10.97.0.5', '10.97.0.6/32', '10.98.0.0/16'],
    ports: [{ name: 'tcp', number: 80, protocol: 'TCP' }],
    endpoints: [
      { address: '10.1.0.1', labels: { 'security.istio.io/tlsMode': 'istio' } },
    ],
  };

  it.each(['10.97.0.5', '10.97.0.6', '10.98.7.7'])(
    'are listened for one by one: %s',
    address => {
      expect(reached(address, 'other', entry(api))).toEqual([
        'shop/cart-1 istio-mtls accepted proven',
      ]);
    },
  );
});
