import {
  ambientPod,
  cluster,
  istio,
  PodOptions,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';

// A sidecar that takes HBONE, and one kept out of mesh mTLS, of a client that a ztunnel carries.
const client = ambientPod('shop/web-0', { ip: '10.1.0.1' });
const cart = service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
  'cart-0': '10.1.0.2',
});
const policy = (mode: string) =>
  istio('PeerAuthentication', 'shop/default', { mtls: { mode } });

const sidecarOf = (tunnel: string, redirect: PodOptions['redirect'] = {}) =>
  sidecarPod('shop/cart-0', {
    ip: '10.1.0.2',
    labels: { 'networking.istio.io/tunnel': tunnel },
    redirect,
  });

function answer(objects: readonly unknown[], asked: object = {}) {
  const [{ wire, outcome }] = connect(cluster(client, cart, objects), {
    from: 'shop/web-0',
    address: '10.1.0.2',
    port: 80,
    protocol: 'http',
    host: 'cart',
    ...asked,
  });
  return `${wire} ${outcome}`;
}

describe('a connection that a ztunnel carries to a sidecar', () => {
  it('is HBONE to one whose label lists http', () => {
    const strict = policy('STRICT');
    expect(answer([sidecarOf('http'), strict])).toBe('istio-mtls accepted');
    expect(answer([sidecarOf('http,other'), strict])).toBe(
      'istio-mtls accepted',
    );
    expect(answer([sidecarOf('other'), strict])).toBe('plaintext rejected');
  });

  it('is sent for the annotation of a redirected pod, whoever may take it there', () => {
    const annotations = { 'ambient.istio.io/redirection': 'enabled' };
    const pods = [
      sidecarPod('shop/cart-0', { ip: '10.1.0.2', annotations }),
      ambientPod('shop/cart-0', {
        ip: '10.1.0.2',
        spec: { hostNetwork: true },
      }),
    ];
    for (const pod of pods) {
      const [arrival] = connect(cluster(client, cart, pod), {
        from: 'shop/web-0',
        address: '10.96.0.1',
        port: 80,
        protocol: 'http',
        host: 'cart',
      });
      expect(arrival.wire).toBe('istio-mtls');
      expect(arrival.certainty).toBe('inferred');
      expect(arrival.caveats.join()).toContain('what takes HBONE there');
    }
  });

  it('is taken where mTLS is disabled, and at a port that is not captured: HBONE has one of its own', () => {
    expect(answer([sidecarOf('http'), policy('DISABLE')])).toBe(
      'istio-mtls accepted',
    );
    expect(answer([sidecarOf('http', { '-b': '' })])).toBe(
      'istio-mtls accepted',
    );
  });

  it('is refused where what is inside is not what the port is known for', () => {
    expect(answer([sidecarOf('http')], { protocol: 'tcp' })).toBe(
      'istio-mtls rejected',
    );
  });
});

describe('mesh mTLS that is not HBONE', () => {
  it('is bytes like any other to a ztunnel: refused by it, or handed to who cannot read it', () => {
    const mutual = { from: null, tls: 'mtls' };
    const pod = ambientPod('shop/cart-0', { ip: '10.1.0.2' });
    expect(answer([pod], mutual)).toBe('istio-mtls rejected');
    expect(answer([pod, policy('STRICT')], mutual)).toBe('istio-mtls rejected');
    expect(answer([pod, policy('STRICT')])).toBe('istio-mtls accepted');
  });
});
