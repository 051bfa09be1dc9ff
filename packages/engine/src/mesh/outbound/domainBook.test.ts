import { cluster, istio, service, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const http = [{ name: 'http', port: 80 }];
const mesh = [
  sidecarPod('shop/client-1', { ip: '10.1.0.9' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  sidecarPod('shop/till-1', { ip: '10.1.0.2' }),
  service('shop/cart', '10.96.0.1', http, { 'cart-1': '10.1.0.1' }),
  service('shop/till', '10.96.0.2', http, { 'till-1': '10.1.0.2' }),
];
const toTill = (host: string) =>
  istio('VirtualService', 'shop/cart', {
    hosts: [host],
    http: [{ route: [{ destination: { host: 'till' } }] }],
  });

/** The pods behind a Host on the address of the Service till. */
function behind(host: string, ...objects: readonly unknown[]) {
  return connect(cluster(mesh, objects), {
    from: 'shop/client-1',
    address: '10.96.0.2',
    port: 80,
    host,
    protocol: 'http',
  }).map(({ pod, wire, certainty }) => `${pod} ${wire} ${certainty}`);
}

const istiod = (version: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace: 'istio-system',
    name: 'istiod-1',
    labels: { app: 'istiod' },
  },
  spec: {
    containers: [{ name: 'discovery', image: `istio/pilot:${version}` }],
  },
});

// istio pilot/pkg/networking/core/httproute.go GenerateAltVirtualHosts.
describe('a Host', () => {
  const cart = 'cart.shop.svc.cluster.local';

  it.each([
    ['is that of a Service', cart],
    ['may be absolute', `${cart}.`],
    ['may be absolute and have a port', `${cart}.:80`],
    ['may be in capitals', cart.toUpperCase()],
  ])('%s', (_, host) => {
    expect(behind(host)).toEqual(['shop/cart-1 istio-mtls proven']);
  });

  it('that is absolute leads past the Services in older releases, and is doubted there', () => {
    expect(behind(`${cart}.`, istiod('1.26.2'))).toEqual([
      'shop/cart-1 istio-mtls inferred',
    ]);
    expect(behind(cart, istiod('1.26.2'))).toEqual([
      'shop/cart-1 istio-mtls proven',
    ]);
  });

  it.each([
    ['as it is', cart],
    ['in capitals', cart.toUpperCase()],
    ['and others', '*.shop.svc.cluster.local'],
  ])('goes by a VirtualService that has it %s', (_, host) => {
    expect(behind(cart, toTill(host))).toEqual([
      'shop/till-1 istio-mtls proven',
    ]);
  });

  it('of a ServiceEntry in capitals leads to a cluster that is not there', () => {
    const entry = istio('ServiceEntry', 'shop/api', {
      hosts: ['API.example.com'],
      resolution: 'STATIC',
      ports: [{ name: 'http', number: 80, protocol: 'HTTP' }],
      endpoints: [{ address: '10.1.0.1' }],
    });
    expect(behind('api.example.com', entry)).toEqual([' none proven']);
  });

  // Which of them fits best is looked up as it is written: sidecar.go computeWildcardHostVirtualServiceIndex.
  it('goes by no VirtualService whose wildcard is in capitals', () => {
    expect(behind(cart, toTill('*.SHOP.SVC.CLUSTER.LOCAL'))).toEqual([
      'shop/cart-1 istio-mtls proven',
    ]);
  });
});
