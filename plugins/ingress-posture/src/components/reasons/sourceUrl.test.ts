import { sourceUrl } from './sourceUrl';

describe('sourceUrl', () => {
  it.each([
    [
      'istio pilot/pkg/security/authn/policy_applier.go',
      'https://github.com/istio/istio/blob/master/pilot/pkg/security/authn/policy_applier.go',
    ],
    [
      'istio pilot/pkg/networking/core/cluster_tls.go, pilot/pkg/xds/endpoints/mtls_checker.go',
      'https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/cluster_tls.go',
    ],
    [
      'ztunnel src/proxy/outbound.rs',
      'https://github.com/istio/ztunnel/blob/master/src/proxy/outbound.rs',
    ],
    [
      'kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md (service-upstream)',
      'https://github.com/kubernetes/ingress-nginx/blob/HEAD/docs/user-guide/nginx-configuration/annotations.md',
    ],
    [
      'cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing',
      'https://cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing',
    ],
    ['https://istio.io/latest/docs/', 'https://istio.io/latest/docs/'],
    ['Kubernetes API', null],
    ['istio', null],
  ])('finds where %s is', (source, url) => {
    expect(sourceUrl(source)).toBe(url);
  });
});
