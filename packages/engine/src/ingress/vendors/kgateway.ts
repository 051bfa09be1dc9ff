import { kgatewayPolicies } from '../policies/kgateway';
import { agentgatewayBackends } from '../../state/kinds/agentgateway';
import { kgatewayBackends } from '../../state/kinds/kgateway';
import type { BackendProtocol, VendorDescription } from '../vendorDescription';

const source = 'kgateway-dev/kgateway internal/kgateway';
const protocols =
  'kgateway-dev/kgateway pkg/kgateway/extensions2/plugins/kubernetes/k8s.go (ParseAppProtocol)';

const overHttp2: ReadonlySet<string> = new Set([
  'http2',
  'grpc',
  'grpc-web',
  'kubernetes.io/h2c',
]);
const http1: BackendProtocol = { protocol: 'http', tls: 'none' };
const http2: BackendProtocol = { protocol: 'http2', tls: 'none' };

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
      // agentgateway/agentgateway controller/test/deployer/testdata/agentgateway-out.yaml
      'cr.agentgateway.dev/agentgateway',
    ],
    controlPlane: {
      labels: [{ kgateway: 'kgateway' }, { agentgateway: 'agentgateway' }],
      images: [
        'kgateway-dev/kgateway',
        'agentgateway/controller',
        'cr.agentgateway.dev/controller',
      ],
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
    backend: {
      default: { protocol: 'http', tls: 'none' },
      source: protocols,
      // The name of a port counts where it has no appProtocol.
      switches: [
        {
          on: 'app-protocol',
          key: 'appProtocol of the Service port',
          effect: value => (overHttp2.has(value) ? http2 : http1),
          source: protocols,
        },
        {
          on: 'port-name',
          key: 'name of the Service port',
          effect: value => (overHttp2.has(value) ? http2 : undefined),
          source: protocols,
        },
      ],
    },
    // kgateway-dev/kgateway api/labels/delegation.go
    delegatesBy: ['delegation.kgateway.dev'],
    namedBackends: [kgatewayBackends, agentgatewayBackends],
    rewritesHost: true,
    renamesCopies: true,
    backendTlsPolicy: true,
    policies: kgatewayPolicies,
    source,
  },
};
