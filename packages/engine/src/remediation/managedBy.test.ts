import { managedBy } from './managedBy';

describe('who keeps an object', () => {
  it.each([
    [
      'Helm, by its label and the release it notes',
      { 'app.kubernetes.io/managed-by': 'Helm' },
      { 'meta.helm.sh/release-name': 'edge' },
      /^Helm release edge/,
    ],
    [
      'Helm, of pods that carry the chart’s labels only',
      {
        'app.kubernetes.io/managed-by': 'Helm',
        'app.kubernetes.io/instance': 'nginx',
      },
      {},
      /^Helm release nginx/,
    ],
    [
      'Argo CD, by its label',
      { 'argocd.argoproj.io/instance': 'shop' },
      {},
      /^Argo CD's application shop/,
    ],
    [
      'Argo CD before Helm, whose charts it renders',
      { 'app.kubernetes.io/managed-by': 'Helm' },
      { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/cart' },
      /^Argo CD's application shop keeps/,
    ],
    [
      'Flux, by its Kustomization',
      { 'kustomize.toolkit.fluxcd.io/name': 'apps' },
      {},
      /^Flux's Kustomization apps/,
    ],
    [
      'Flux, by its HelmRelease',
      {
        'helm.toolkit.fluxcd.io/name': 'edge',
        'app.kubernetes.io/managed-by': 'Helm',
      },
      {},
      /^Flux's HelmRelease edge/,
    ],
    [
      'the controller of a Gateway, which makes its Deployment',
      { 'gateway.networking.k8s.io/gateway-name': 'public' },
      {},
      /^The controller of Gateway public writes it/,
    ],
    [
      "OpenShift's operator, which makes the routers",
      {
        'ingresscontroller.operator.openshift.io/deployment-ingresscontroller':
          'default',
      },
      {},
      /^OpenShift's ingress operator writes it for IngressController default/,
    ],
    [
      'Envoy Gateway, which writes the Deployments of its proxies',
      { 'app.kubernetes.io/managed-by': 'envoy-gateway' },
      {},
      /^Envoy Gateway writes it/,
    ],
  ])('is %s', (_, labels, annotations, said) => {
    expect(managedBy({ labels, annotations })).toMatch(said);
  });

  it('is not said where nothing shows it', () => {
    expect(managedBy({ labels: { app: 'cart' }, annotations: {} })).toBe(
      undefined,
    );
  });
});
