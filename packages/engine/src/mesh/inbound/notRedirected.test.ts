import { cluster, istio, service, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const port = { number: 8080, protocol: 'HTTP', name: 'http' };
const listens = (spec: object) =>
  istio('Sidecar', 'shop/cart', {
    workloadSelector: { labels: { app: 'cart' } },
    ingress: [{ port, defaultEndpoint: '127.0.0.1:9080', ...spec }],
  });
const strict = {
  ...istio('PeerAuthentication', 'shop/default', { mtls: { mode: 'STRICT' } }),
  apiVersion: 'security.istio.io/v1',
};

function ask(...objects: readonly unknown[]) {
  const pod = sidecarPod('shop/cart-0', {
    ip: '10.1.0.1',
    redirect: { '-m': 'NONE' },
  });
  const named = service(
    'shop/cart',
    '10.96.0.1',
    [{ name: 'http', port: 80, targetPort: 8080 }],
    { 'cart-0': '10.1.0.1' },
  );
  const [{ outcome, certainty, caveats }] = connect(
    cluster(pod, named, strict, objects),
    { from: null, address: '10.96.0.1', port: 80, protocol: 'http' },
  );
  return { said: `${outcome} ${certainty}`, caveats };
}

describe('plaintext for a STRICT workload of which nothing is redirected', () => {
  it('reaches its application, where no Sidecar says that the proxy listens', () => {
    expect(ask()).toEqual({ said: 'accepted proven', caveats: [] });
  });

  it('is refused by the proxy at a port that a Sidecar has it listen on', () => {
    const { said, caveats } = ask(listens({}));
    expect(said).toBe('rejected inferred');
    expect(caveats).toEqual([expect.stringMatching(/^Nothing is redirected/)]);
  });

  it.each([
    ['at another port', listens({ port: { ...port, number: 8081 } })],
    ['that it is to be redirected to', listens({ captureMode: 'IPTABLES' })],
  ])('reaches its application beside a listener %s', (_, sidecar) => {
    expect(ask(sidecar).said).toBe('accepted proven');
  });
});
