import { cluster, istio, service, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const http = [{ name: 'http', port: 80, targetPort: 8080 }];
const shop = [
  sidecarPod('web/client-1', { ip: '10.1.0.9' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  sidecarPod('shop/proxy-1', { ip: '10.1.0.2' }),
  service('shop/cart', '10.96.0.1', http, { 'cart-1': '10.1.0.1' }),
  service('shop/proxy', '10.96.0.2', [{ name: 'tcp', port: 3128 }], {
    'proxy-1': '10.1.0.2',
  }),
];
const egressProxy = {
  host: 'proxy.shop.svc.cluster.local',
  port: { number: 3128 },
};
const sidecar = (outboundTrafficPolicy: object, more = {}) =>
  istio('Sidecar', 'web/default', { outboundTrafficPolicy, ...more });

const asked = (about: object, ...objects: readonly unknown[]) =>
  connect(cluster(shop, objects), {
    from: 'web/client-1',
    address: '10.96.0.1',
    port: 80,
    protocol: 'http',
    host: 'shop.example.com',
    ...about,
  }).map(({ pod, wire, outcome }) => `${pod} ${wire} ${outcome}`);

// istio pilot/pkg/networking/core/listener_builder.go buildOutboundCatchAllNetworkFiltersOnly, httproute.go
// buildCatchAllVirtualHost: only ALLOW_ANY looks at the egress proxy.
describe('a destination that no service is known for', () => {
  const unheard = { address: '10.1.0.1', port: 8081 };

  it.each([
    ['by default', [], ['shop/cart-1 plaintext accepted']],
    [
      'with REGISTRY_ONLY',
      [sidecar({ mode: 'REGISTRY_ONLY' })],
      [' none unroutable'],
    ],
    [
      'with ALLOW_ANY and an egress proxy',
      [sidecar({ mode: 'ALLOW_ANY', egressProxy })],
      ['shop/proxy-1 istio-mtls accepted'],
    ],
    [
      'with REGISTRY_ONLY and an egress proxy',
      [sidecar({ mode: 'REGISTRY_ONLY', egressProxy })],
      [' none unroutable'],
    ],
    [
      'with an egress proxy that the Sidecar does not let it know',
      [
        sidecar(
          { mode: 'ALLOW_ANY', egressProxy },
          { egress: [{ hosts: ['./*'] }] },
        ),
      ],
      [' none unroutable'],
    ],
  ])('%s, by Host and by address', (_, objects, ends) => {
    const bytes = { ...unheard, protocol: 'tcp' };
    expect(asked({}, objects)).toEqual(ends);
    expect(asked(bytes, objects)).toEqual(ends);
  });
});

// istio pilot/pkg/serviceregistry/kube/conversion.go ConvertService.
describe('a Service with the annotation networking.istio.io/exportTo', () => {
  const exported = (to: string) =>
    service(
      'shop/stock',
      '10.96.0.3',
      [{ name: 'tcp', port: 90 }],
      { 'cart-1': '10.1.0.1' },
      { annotations: { 'networking.istio.io/exportTo': to } },
    );

  it.each([
    ['*', 'istio-mtls'],
    ['', 'istio-mtls'],
    ['web', 'istio-mtls'],
    [' other , web ', 'istio-mtls'],
    ['.', 'plaintext'],
    ['~', 'plaintext'],
  ])('%j gets %s from another namespace', (to, wire) => {
    const dialled = { address: '10.96.0.3', port: 90, protocol: 'tcp' };
    expect(asked(dialled, exported(to))).toEqual([
      `shop/cart-1 ${wire} accepted`,
    ]);
  });
});
