import { nginxGatewayFabricPolicies } from '../policies/nginxGatewayFabric';
import type { VendorDescription } from '../vendorDescription';

const source =
  'nginx/nginx-gateway-fabric internal/controller/state/dataplane/configuration.go';

export const nginxGatewayFabric: VendorDescription = {
  id: 'nginx-gateway-fabric',
  title: 'NGINX Gateway Fabric',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: [],
  classNames: [],
  pods: {
    labels: [],
    // The control plane is nginx-gateway-fabric itself.
    images: ['nginx-gateway-fabric/nginx', 'nginx-gateway-fabric/nginx-plus'],
  },
  addressing: { default: 'pod-ip', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'http', tls: 'none' }, source, switches: [] },
  externalName: 'port',
  gatewayApi: {
    controllers: ['gateway.nginx.org/nginx-gateway-controller'],
    classNames: ['nginx'],
    listenerSets: {
      since: '2.6',
      source:
        'docs.nginx.com/nginx-gateway-fabric/traffic-management/listener-sets; none in 2.5: kubernetes-sigs/gateway-api conformance/reports/v1.5.1',
    },
    routes: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'],
    ownPods: { name: 'gateway.networking.k8s.io/gateway-name' },
    rewritesHost: true,
    backendTlsPolicy: true,
    policies: nginxGatewayFabricPolicies,
    source,
  },
};
