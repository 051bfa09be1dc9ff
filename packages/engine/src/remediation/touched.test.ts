import { pods } from '../state/kinds/pod';
import { cluster, service, sidecarPod } from '../testing/cluster';
import { servicesReaching } from './touched';

const http = [{ name: 'http', port: 80, targetPort: 8080 }];

/** A Service without selector, whose endpoint somebody wrote: it names the address of cart's pod, and no pod. */
const byHand = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'legacy', name: 'basket' },
    spec: { clusterIP: '10.96.0.2', ports: http },
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace: 'legacy',
      name: 'basket-1',
      labels: { 'kubernetes.io/service-name': 'basket' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.1.0.1'], conditions: { ready: true } }],
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
  },
];

describe('the services that a change of a pod touches', () => {
  it('are those whose endpoints name it, and those whose endpoints name its address alone', () => {
    const state = cluster([
      sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
      service('shop/cart', '10.96.0.1', http, { 'cart-1': '10.1.0.1' }),
      sidecarPod('shop/ledger-1', { ip: '10.1.0.2' }),
      service('shop/ledger', '10.96.0.3', http, { 'ledger-1': '10.1.0.2' }),
      byHand,
    ]);
    const touched = servicesReaching(state, [
      state.get(pods, 'shop', 'cart-1')!,
    ]);
    expect(touched).toEqual([
      { namespace: 'shop', name: 'cart' },
      { namespace: 'legacy', name: 'basket' },
    ]);
  });
});
