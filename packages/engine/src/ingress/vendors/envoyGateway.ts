import { envoyGatewayControllers } from '../edges/envoyGatewayConfig';
import { envoyGatewayPolicies } from '../policies/envoyGateway';
import { envoyBackends } from '../../state/kinds/envoyGateway';
import type { VendorDescription } from '../vendorDescription';

const source = 'envoyproxy/gateway internal/gatewayapi/route.go';
const protocolSource = `${source} (resolveBackendProtocol)`;

/** Calico's Ingress Gateway is a rebuild of it. */
export const envoyGateway: VendorDescription = {
  id: 'envoy-gateway',
  title: 'Envoy Gateway',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: [],
  pods: {
    labels: [
      {
        'app.kubernetes.io/managed-by': 'envoy-gateway',
        'app.kubernetes.io/component': 'proxy',
      },
    ],
    images: [],
  },
  addressing: {
    default: 'pod-ip',
    source: 'envoyproxy/gateway api/v1alpha1/envoyproxy_types.go (routingType)',
    switches: [],
  },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'http', tls: 'none' }, source, switches: [] },
  gatewayApi: {
    controllers: ['gateway.envoyproxy.io/gatewayclass-controller'],
    configured: envoyGatewayControllers,
    classNames: ['eg', 'envoy-gateway', 'tigera-gateway-class'],
    listenerSets: {
      since: '1.8',
      source: 'envoyproxy/gateway release-notes/v1.8.0.yaml',
    },
    routes: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'],
    // Proxies of merged Gateways carry the class instead.
    ownPods: {
      name: 'gateway.envoyproxy.io/owning-gateway-name',
      namespace: 'gateway.envoyproxy.io/owning-gateway-namespace',
    },
    hostHeader: 'refuses',
    namedBackends: [envoyBackends],
    backend: {
      default: { protocol: 'http', tls: 'none' },
      source: protocolSource,
      switches: [
        {
          on: 'app-protocol',
          key: 'appProtocol',
          effect: value =>
            value === 'kubernetes.io/h2c' || value === 'grpc'
              ? { protocol: 'http2', tls: 'none' }
              : undefined,
          source: protocolSource,
        },
      ],
    },
    rewritesHost: true,
    renamesCopies: true,
    backendTlsPolicy: true,
    // route.go, processDestination
    tlsAroundTls: true,
    ownFilters: ['HTTPRouteFilter'],
    serviceRoutingPolicy: ({ kind, meta: { namespace, name } }) => ({
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'BackendTrafficPolicy',
      metadata: { name: `${name}-service-routing`, namespace },
      spec: {
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind, name }],
        routingType: 'Service',
      },
    }),
    policies: envoyGatewayPolicies,
    source,
  },
};
