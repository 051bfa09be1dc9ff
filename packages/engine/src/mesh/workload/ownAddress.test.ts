import {
  ambientPod,
  cluster,
  istio,
  plainPod,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';

const ip = '10.1.0.1';
const strict = istio('PeerAuthentication', 'shop/default', {
  mtls: { mode: 'STRICT' },
});
const asProxy = {
  spec: {
    securityContext: { runAsUser: 1337 },
    containers: [
      { name: 'app' },
      { name: 'istio-proxy', args: ['proxy', 'sidecar'] },
    ],
    initContainers: [{ name: 'istio-init', args: ['istio-iptables'] }],
  },
};

const dial = (pod: object, more: object = {}) =>
  connect(cluster(strict, pod), {
    from: 'shop/cart-0',
    address: ip,
    port: 8080,
    protocol: 'http',
    ...more,
  });

describe('a pod that dials its own address', () => {
  it.each([
    ['with a sidecar', sidecarPod('shop/cart-0', { ip })],
    [
      'with a sidecar that is redirected by TPROXY',
      sidecarPod('shop/cart-0', { ip, redirect: { '-m': 'TPROXY' } }),
    ],
    ['in ambient mode', ambientPod('shop/cart-0', { ip })],
    ['outside the mesh', plainPod('shop/cart-0', { ip })],
  ])('reaches its application past STRICT, %s', (_, pod) => {
    expect(dial(pod)).toMatchObject([
      {
        pod: 'shop/cart-0',
        wire: 'plaintext',
        outcome: 'accepted',
        certainty: 'proven',
        caveats: [],
      },
    ]);
  });

  it.each([
    [
      'has the user of the proxy, which is led to its inbound side',
      sidecarPod('shop/cart-0', { ip, ...asProxy }),
    ],
    [
      'redirects loopback',
      sidecarPod('shop/cart-0', { ip, redirect: { '-i': '127.0.0.0/8,*' } }),
    ],
  ])('gets an answer that is less than proven where it %s', (_, pod) => {
    const [{ certainty, caveats }] = dial(pod);
    expect(certainty).toBe('inferred');
    expect(caveats.join()).toContain('dials its own address');
  });

  it('hands mesh mTLS of its own to an application that cannot read it', () => {
    const pod = sidecarPod('shop/cart-0', { ip });
    expect(dial(pod, { tls: 'mtls' })[0].outcome).toBe('rejected');
  });
});
