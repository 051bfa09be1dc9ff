import { glooGatewayPolicies, glooOptionFilter } from '../policies/glooGateway';
import type { VendorDescription } from '../vendorDescription';

const source = 'docs.solo.io/gloo-edge/latest/guides/traffic_management';
const endpoints =
  'solo-io/gloo projects/gloo/pkg/plugins/kubernetes/eds.go (computeGlooEndpoints)';

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
    controlPlane: {
      labels: [{ gloo: 'gloo' }],
      images: ['solo-io/gloo', 'solo-io/gloo-ee'],
    },
  },
  addressing: {
    default: 'pod-ip',
    source: endpoints,
    switches: [
      {
        on: 'environment',
        key: 'ENABLE_ISTIO_SIDECAR_ON_GATEWAY',
        effect: value =>
          value.toLowerCase() === 'true' ? 'service-vip' : undefined,
        source: endpoints,
      },
    ],
  },
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
    // docs.solo.io/gateway/1.20.x/traffic-management/route-delegation
    delegatesBy: ['delegation.gateway.solo.io'],
    upstreamRoutes: ['HTTPRoute'],
    renamesCopies: true,
    backendTlsPolicy: true,
    policies: glooGatewayPolicies,
    ownFilters: [glooOptionFilter],
    source: 'docs.solo.io/gateway/1.20.x',
  },
};
