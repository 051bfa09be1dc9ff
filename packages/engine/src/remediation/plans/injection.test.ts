import { pods } from '../../state/kinds/pod';
import { cluster, sidecarPod } from '../../testing/cluster';
import { keepsMesh } from './injection';

const injectorOf = (revision: string) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: {
    name: `istio-sidecar-injector-${revision}`,
    labels: { 'istio.io/rev': revision },
  },
  webhooks: [
    {
      clientConfig: { service: { namespace: 'istio-system', name: 'istiod' } },
      namespaceSelector: { matchLabels: { 'istio.io/rev': revision } },
    },
  ],
});

function keeps(...objects: readonly object[]): boolean {
  const state = cluster(
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'istio.io/rev': '1-20' } },
    },
    sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
    objects,
  );
  return keepsMesh(state, state.get(pods, 'shop', 'cart-1')!);
}

describe('a pod with a sidecar that is made anew', () => {
  it('keeps it by the labels of its namespace, where no injector was read', () => {
    expect(keeps()).toBe(true);
  });

  it('keeps it where an injector chooses it', () => {
    expect(keeps(injectorOf('1-20'))).toBe(true);
  });

  it('loses it where the injector of its revision is gone', () => {
    expect(keeps(injectorOf('1-21'))).toBe(false);
  });
});
