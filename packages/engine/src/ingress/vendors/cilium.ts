import type { VendorDescription } from '../vendorDescription';

const docs = 'docs.cilium.io/en/stable/network/servicemesh';
const passthrough = 'ingress.cilium.io/tls-passthrough';

/** Its Envoy runs on the nodes' own network, where no sidecar can be. */
export const cilium: VendorDescription = {
  id: 'cilium',
  title: 'Cilium',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['cilium.io/ingress-controller'],
  classNames: ['cilium'],
  annotationPrefixes: ['ingress.cilium.io/'],
  pods: {
    labels: [{ 'k8s-app': 'cilium-envoy' }, { 'k8s-app': 'cilium' }],
    images: ['cilium/cilium-envoy', 'cilium/cilium'],
  },
  addressing: { default: 'pod-ip', source: `${docs}/ingress`, switches: [] },
  host: {
    default: null,
    source: `${docs}/ingress`,
    inferred: true,
    switches: [],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs}/ingress`,
    switches: [
      {
        on: 'route-annotation',
        key: passthrough,
        effect: value =>
          value === 'enabled' || value === 'true'
            ? { protocol: 'http', tls: 'client' }
            : undefined,
        source: `${docs}/ingress (tls-passthrough)`,
      },
    ],
  },
  gatewayApi: {
    controllers: ['io.cilium/gateway-controller'],
    classNames: ['cilium'],
    routes: ['HTTPRoute', 'GRPCRoute', 'TLSRoute'],
    backendTlsPolicy: true,
    source: `${docs}/gateway-api/gateway-api`,
  },
};
