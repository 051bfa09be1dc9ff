import { kgatewayPolicies } from '../policies/kgateway';
import type { VendorDescription } from '../vendorDescription';

const source = 'kgateway-dev/kgateway internal/kgateway';

/** Formerly Gloo; the same controller makes agentgateway's proxies. */
export const kgateway: VendorDescription = {
  id: 'kgateway',
  title: 'kgateway',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: [],
  annotationPrefixes: ['kgateway.dev/'],
  pods: {
    labels: [],
    images: [
      'kgateway-dev/envoy-wrapper',
      'kgateway-dev/agentgateway',
      'agentgateway/agentgateway',
    ],
    controlPlane: {
      labels: [{ kgateway: 'kgateway' }],
      images: ['kgateway-dev/kgateway', 'agentgateway/controller'],
    },
  },
  addressing: { default: 'pod-ip', source, switches: [] },
  host: { default: null, source, switches: [], inferred: true },
  backend: { default: { protocol: 'http', tls: 'none' }, source, switches: [] },
  gatewayApi: {
    controllers: [
      'kgateway.dev/kgateway',
      'kgateway.dev/agentgateway',
      'agentgateway.dev/agentgateway',
    ],
    classNames: ['kgateway', 'agentgateway'],
    listenerSets: {
      since: '2.3',
      source:
        'kubernetes-sigs/gateway-api conformance/reports/v1.5.1/kgateway/v2.3.0-beta.3-report.yaml',
    },
    routes: ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'],
    ownPods: { name: 'gateway.networking.k8s.io/gateway-name' },
    backendTlsPolicy: true,
    policies: kgatewayPolicies,
    source,
  },
};
