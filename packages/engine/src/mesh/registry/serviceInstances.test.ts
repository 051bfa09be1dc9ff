import { cluster, istio, service, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const host = 'cart.shop.svc.cluster.local';
const blocking = istio('Sidecar', 'web/default', {
  egress: [{ hosts: ['*/*'] }],
  outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
});
const pods = [
  sidecarPod('web/client-1', { ip: '10.1.0.9' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  sidecarPod('shop/other-1', { ip: '10.1.0.2' }),
];
const cart = (vip: string, port: string) =>
  service('shop/cart', vip, [{ name: port, port: 9000 }], {
    'cart-1': '10.1.0.1',
  });
const entry = (spec: object) =>
  istio('ServiceEntry', 'shop/twin', {
    hosts: [host],
    ports: [{ name: 'tcp', number: 9000, protocol: 'TCP' }],
    location: 'MESH_INTERNAL',
    resolution: 'NONE',
    ...spec,
  });
const written = {
  resolution: 'STATIC',
  endpoints: [{ address: '10.1.0.2', serviceAccount: 'other' }],
};

function dial(address: string, ...objects: unknown[]): string {
  const [{ pod, outcome, certainty }] = connect(
    cluster(pods, blocking, objects),
    { from: 'web/client-1', address, port: 9000, host, protocol: 'http' },
  );
  return [pod, outcome, certainty].filter(one => one !== '').join(' ');
}

// istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListeners, pilot/pkg/model/push_context.go
// initServiceRegistry.
describe('a ServiceEntry that goes by the name of a Service', () => {
  it.each([
    [
      'is listened for at the pods of the Service where it has no resolution',
      '10.1.0.1',
      [cart('10.96.0.1', 'tcp'), entry({})],
      'shop/cart-1 accepted proven',
    ],
    [
      'without which they are unknown',
      '10.1.0.1',
      [cart('10.96.0.1', 'tcp')],
      'unroutable proven',
    ],
    [
      'has no instance for another port',
      '10.1.0.1',
      [
        cart('10.96.0.1', 'tcp'),
        entry({ ports: [{ name: 'x', number: 81, protocol: 'TCP' }] }),
      ],
      'unroutable proven',
    ],
    [
      'lends its endpoints to a headless Service, by the number of the port',
      '10.1.0.2',
      [
        cart('None', 'tcp'),
        entry({
          ...written,
          ports: [{ name: 'y', number: 9000, protocol: 'HTTP' }],
        }),
      ],
      'shop/other-1 accepted proven',
    ],
    [
      'adds a listener for the same sniffed route',
      '10.1.0.1',
      [
        cart('None', 'web'),
        entry({
          ...written,
          ports: [{ name: 'web', number: 9000, protocol: 'HTTP' }],
        }),
      ],
      'unroutable inferred',
    ],
  ])('%s', (_, address, objects, expected) => {
    expect(dial(address, objects)).toBe(expected);
  });
});

// istio pilot/pkg/networking/core/httproute.go getVirtualHostsForSniffedServicePort.
describe('a sniffed port of a ServiceEntry', () => {
  const sniffed = (addresses: readonly string[]) =>
    entry({
      ...written,
      hosts: ['api.example.com'],
      addresses,
      ports: [{ name: 'any', number: 9000 }],
    });

  it.each([
    [['10.97.0.5'], 'shop/other-1 accepted proven'],
    [['10.97.0.5', '10.97.0.6'], 'unroutable inferred'],
    [['10.97.0.5', '10.98.0.0/16'], 'shop/other-1 accepted proven'],
  ])('at %j is %s', (addresses, expected) => {
    expect(dial('10.97.0.5', sniffed(addresses))).toBe(expected);
  });
});
