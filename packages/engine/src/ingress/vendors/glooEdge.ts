import type { VendorDescription } from '../vendorDescription';

const source = 'docs.solo.io/gloo-edge/latest/guides/traffic_management';

/** Gloo Edge, and Gloo Gateway 1 on the Gateway API. */
export const glooEdge: VendorDescription = {
  id: 'gloo-edge',
  title: 'Gloo',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: ['gloo'],
  pods: {
    labels: [{ gloo: 'gateway-proxy' }],
    images: ['solo-io/gloo-envoy-wrapper', 'solo-io/gloo-ee-envoy-wrapper'],
  },
  addressing: { default: 'pod-ip', source, inferred: true, switches: [] },
  host: { default: null, source, inferred: true, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    switches: [],
  },
  gatewayApi: {
    controllers: ['solo.io/gloo-gateway'],
    classNames: ['gloo-gateway'],
    routes: ['HTTPRoute', 'TCPRoute'],
    ownPods: { name: 'gateway.networking.k8s.io/gateway-name' },
    backendTlsPolicy: true,
    source: 'docs.solo.io/gateway/1.20.x',
  },
};
