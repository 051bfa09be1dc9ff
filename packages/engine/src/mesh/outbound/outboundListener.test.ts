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
