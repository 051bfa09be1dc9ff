// Rows 58 to 67: through Istio's own gateways, with or without a load balancer before them.
import { atGateway, overTls, toGateway } from './dial';
import type { Row } from './row';

const strictCart = ['backend-sidecar', 'service-http', 'namespace-strict'];
const http = ['gateway', 'server-http', 'gateway-route'];
const https = { port: 8443, ...overTls };
const httpsService = { port: 443, ...overTls };

export const gatewayRows: readonly Row[] = [
  {
    row: 58,
    name: 'a load balancer outside the mesh reaches the gateway in plaintext',
    given: ['lb-outside', ...http, ...strictCart],
    asked: toGateway(),
    expected: ['gateway-1 plaintext accepted'],
  },
  {
    row: 58,
    name: 'a STRICT mesh is nothing to the gateway, which goes by its servers',
    given: ['lb-outside', ...http, ...strictCart, 'mesh-strict'],
    asked: toGateway(),
    expected: ['gateway-1 plaintext accepted'],
  },
  {
    row: 58,
    name: 'and the gateway sends mTLS to the STRICT workload',
    given: [...http, ...strictCart],
    asked: atGateway(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 59,
    name: 'a load balancer outside the mesh reaches the gateway with TLS',
    given: [
      'lb-outside',
      'gateway',
      'server-https-simple',
      'gateway-route',
      ...strictCart,
    ],
    asked: toGateway(httpsService),
    expected: ['gateway-1 app-tls accepted'],
  },
  {
    row: 59,
    name: 'which ends there, and mTLS goes on',
    given: ['gateway', 'server-https-simple', 'gateway-route', ...strictCart],
    asked: atGateway(https),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 59,
    name: 'an SNI that the gateway does not serve finds no filter chain',
    given: ['gateway', 'server-https-simple', 'gateway-route', ...strictCart],
    asked: atGateway({ ...https, sni: 'other.example.com' }),
    expected: ['nobody none unroutable'],
  },
  {
    row: 60,
    name: 'a gateway with ISTIO_MUTUAL refuses a load balancer without a mesh certificate',
    given: [
      'gateway',
      'server-https-istio-mutual',
      'gateway-route',
      ...strictCart,
    ],
    asked: atGateway(https),
    expected: ['nobody none rejected'],
  },
  {
    row: 60,
    name: 'a gateway with MUTUAL refuses the certificates of the mesh, which its users did not sign',
    given: ['gateway', 'server-https-mutual', 'gateway-route', ...strictCart],
    asked: atGateway({ ...https, tls: 'mtls' }),
    expected: ['nobody none rejected'],
  },
  {
    row: 61,
    name: 'a load balancer with a sidecar reaches the gateway in plaintext, which serves no such Host',
    given: ['lb-sidecar', ...http, ...strictCart],
    asked: toGateway({ host: 'gateway.istio-system.svc.cluster.local' }),
    expected: ['gateway-1 plaintext unroutable'],
  },
  {
    row: 61,
    name: 'and with the external Host, past the routes of its own sidecar, one that it does',
    given: ['lb-sidecar', ...http, ...strictCart],
    asked: toGateway(),
    expected: ['gateway-1 plaintext accepted'],
  },
  {
    row: 61,
    name: 'whose own TLS no mTLS is put around, since gateways carry no label for it',
    given: [
      'lb-sidecar',
      'gateway',
      'server-https-simple',
      'gateway-route',
      ...strictCart,
    ],
    asked: toGateway(httpsService),
    expected: ['gateway-1 app-tls accepted'],
  },
  {
    row: 61,
    name: 'a DestinationRule and a server with ISTIO_MUTUAL make it mTLS',
    given: [
      'lb-sidecar',
      'gateway',
      'server-https-istio-mutual',
      'gateway-route',
      'destination-rule-of-gateway',
      ...strictCart,
    ],
    asked: toGateway({ port: 443 }),
    expected: ['gateway-1 istio-mtls accepted'],
  },
  {
    row: 62,
    name: 'a server that redirects plain HTTP sends a load balancer that speaks it round and round',
    given: ['gateway', 'server-redirect', 'gateway-route', ...strictCart],
    asked: atGateway(),
    expected: ['nobody none redirected'],
  },
  ...[[], ['namespace-strict']].map(policy => ({
    row: 63,
    name: `TLS that a gateway passes through is wrapped in mTLS under ${
      policy[0] ?? 'PERMISSIVE'
    }`,
    given: [
      'gateway',
      'server-tls-passthrough',
      'gateway-route-by-sni',
      'backend-sidecar',
      'service-https',
      ...policy,
    ],
    asked: atGateway(https),
    expected: ['cart-1 istio-mtls accepted'],
  })),
  {
    row: 64,
    name: 'a gateway sends plaintext to a workload outside the mesh',
    given: [...http, 'backend-outside', 'service-http'],
    asked: atGateway(),
    expected: ['cart-1 plaintext accepted'],
  },
  {
    row: 65,
    name: 'a gateway sends HBONE to an ambient workload',
    given: [...http, 'backend-ambient', 'service-http', 'namespace-strict'],
    asked: atGateway(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 65,
    name: 'by its waypoint as well',
    given: [
      ...http,
      'backend-ambient',
      'service-with-waypoint',
      'waypoint',
      'namespace-strict',
    ],
    asked: atGateway(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 66,
    name: 'a DestinationRule with SIMPLE makes the gateway send TLS that STRICT refuses',
    given: [...http, ...strictCart, 'destination-rule-simple'],
    asked: atGateway(),
    expected: ['cart-1 tls rejected'],
  },
  {
    row: 66,
    name: 'a BackendTLSPolicy makes the gateway send TLS that STRICT refuses',
    given: [...http, ...strictCart, 'backend-tls-policy'],
    asked: atGateway(),
    expected: ['cart-1 tls rejected'],
  },
  {
    row: 67,
    name: 'a route in another namespace does not bind to a Gateway that takes routes of its own only',
    given: ['gateway-api', 'http-route-of-shop', ...strictCart],
    asked: atGateway({ pod: 'edge/web-istio-1', port: 80 }),
    expected: ['nobody none unroutable'],
  },
  {
    row: 67,
    name: 'and one in its namespace does',
    given: ['gateway-api', 'http-route-of-edge', ...strictCart],
    asked: atGateway({ pod: 'edge/web-istio-1', port: 80 }),
    expected: ['cart-1 istio-mtls accepted'],
  },
];
