import { cluster, istio, plainPod, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const ingress = (captureMode: string) =>
  istio('Sidecar', 'shop/cart', {
    ingress: [
      {
        port: { number: 8080, protocol: 'HTTP', name: 'http' },
        defaultEndpoint: '127.0.0.1:8080',
        captureMode,
      },
    ],
  });

// STRICT with a port that takes plaintext.
const policy = istio('PeerAuthentication', 'shop/cart', {
  selector: { matchLabels: { app: 'cart' } },
  mtls: { mode: 'STRICT' },
  portLevelMtls: { 8080: { mode: 'DISABLE' } },
});

describe('plaintext to a port with a mode of its own', () => {
  it.each([
    ['is taken', [], 'accepted'],
    ['is taken at one that a Sidecar names', [ingress('IPTABLES')], 'accepted'],
    [
      'goes by the mode of the workload where the Sidecar has that port bound, as what is redirected meets no chain of it',
      [ingress('NONE')],
      'rejected',
    ],
  ])('%s', (_, sidecars, expected) => {
    const state = cluster(
      plainPod('web/client-1', { ip: '10.1.0.9' }),
      sidecarPod('shop/cart-1', { ip: '10.1.0.1', labels: { app: 'cart' } }),
      policy,
      sidecars,
    );
    const [{ outcome }] = connect(state, {
      from: 'web/client-1',
      address: '10.1.0.1',
      port: 8080,
      protocol: 'http',
    });
    expect(outcome).toBe(expected);
  });
});

// istio pilot/pkg/serviceregistry/serviceentry/controller.go GetProxyServiceTargets walks them in no order.
describe('a container port to which two ports of a ServiceEntry lead', () => {
  const entry = (...protocols: readonly string[]) =>
    istio('ServiceEntry', 'shop/cart', {
      hosts: ['cart.example.com'],
      resolution: 'STATIC',
      workloadSelector: { labels: { app: 'cart' } },
      ports: protocols.map((protocol, i) => ({
        number: 8080 + i,
        name: `p${i}`,
        protocol,
        targetPort: 8080,
      })),
    });

  it.each([
    ['is of their protocol', ['HTTP', 'GRPC'], 'rejected proven'],
    ['is of either', ['HTTP', 'TCP'], 'rejected inferred'],
    ['whichever is first', ['TCP', 'HTTP'], 'accepted inferred'],
  ])('%s', (_, protocols, expected) => {
    const state = cluster(
      sidecarPod('shop/cart-1', { ip: '10.1.0.1', labels: { app: 'cart' } }),
      entry(...protocols),
    );
    const [{ outcome, certainty }] = connect(state, {
      from: null,
      address: '10.1.0.1',
      port: 8080,
      protocol: 'tcp',
    });
    expect(`${outcome} ${certainty}`).toBe(expected);
  });
});
