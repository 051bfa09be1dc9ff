import { cluster, istio, service, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const mesh = [
  sidecarPod('web/client-1', { ip: '10.1.0.9' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'tcp', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];
const port = { number: 80, name: 'tcp', protocol: 'TCP' };

/** A Sidecar of the client with one egress listener. */
const egress = (listener: object) =>
  istio('Sidecar', 'web/default', {
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    egress: [{ hosts: ['*/*'], ...listener }],
  });

// istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListeners.
describe('an egress listener of a Sidecar', () => {
  it.each([
    ['of all ports', {}, true],
    ['of the port', { port }, true],
    ['of another port', { port: { ...port, number: 81 } }, false],
    ['bound to every address', { port, bind: '0.0.0.0' }, true],
    ['bound to the address', { port, bind: '10.96.0.1' }, true],
    ['bound to another address', { port, bind: '10.96.0.7' }, false],
    ['that captures nothing', { port, captureMode: 'NONE' }, false],
    [
      'that really binds to every address',
      { port, bind: '0.0.0.0', captureMode: 'NONE' },
      true,
    ],
  ])('%s meets what is dialled: %s', (_, listener, meets) => {
    const [{ outcome }] = connect(cluster(mesh, egress(listener)), {
      from: 'web/client-1',
      address: '10.96.0.1',
      port: 80,
      protocol: 'tcp',
    });
    expect(outcome).toBe(meets ? 'accepted' : 'unroutable');
  });
});

// istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListener.
describe('a port of the protocol http_proxy', () => {
  const other = (appProtocol: string) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'shop', name: 'other' },
    spec: {
      clusterIP: '10.96.0.2',
      ports: [{ name: 'other', port: 80, appProtocol }],
    },
  });
  const ask = (appProtocol: string) => {
    const [{ outcome }] = connect(cluster(mesh, other(appProtocol)), {
      from: 'web/client-1',
      address: '10.1.0.1',
      port: 80,
      protocol: 'tcp',
    });
    return outcome;
  };

  it('leaves no way past it for what is not HTTP', () => {
    expect(ask('http')).toBe('accepted');
    expect(ask('http_proxy')).toBe('rejected');
  });
});

// listener.go isMatchAll, toFilterChainMatch: written ranges keep a chain from being the default one, also such as are
// left out of what it matches. Envoy looks for a transport protocol that fits, and never goes back to chains without.
describe('a ServiceEntry of TCP for every address', () => {
  const entry = (addresses: readonly string[]) =>
    istio('ServiceEntry', 'shop/everything', {
      hosts: ['everything.example.com'],
      addresses,
      location: 'MESH_INTERNAL',
      resolution: 'STATIC',
      ports: [{ name: 'tcp', number: 80, protocol: 'TCP' }],
      endpoints: [{ address: '10.1.0.1', ports: { tcp: 8080 } }],
    });
  const web = service('shop/web', '10.96.0.3', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  });

  it.each([
    ['without address', [], [], 8080],
    ['without address, beside HTTP on its port', [], [web], 8080],
    ['of the range 0.0.0.0/0', ['0.0.0.0/0'], [], 8080],
    ['of that range, beside HTTP on its port', ['0.0.0.0/0'], [web], 80],
    ['of another range, beside HTTP', ['10.1.0.0/16'], [web], 8080],
  ])('%s', (_, addresses, beside, lands) => {
    const [arrival] = connect(cluster(mesh, entry(addresses), beside), {
      from: 'web/client-1',
      address: '10.1.0.1',
      port: 80,
      protocol: 'tcp',
    });
    expect(arrival).toMatchObject({ pod: 'shop/cart-1', port: lands });
  });
});
