// Rows 68 to 74: clients that are no load balancers, and what is easily forgotten.
import {
  atGateway,
  fromClient,
  fromOutside,
  overTls,
  toPod,
  toService,
} from './dial';
import type { Row } from './row';

const strictCart = ['backend-sidecar', 'service-http', 'namespace-strict'];
const webhookHost = 'cart.shop.svc';
const webhook = { ...overTls, host: webhookHost, sni: webhookHost };

export const otherClientRows: readonly Row[] = [
  {
    row: 68,
    name: 'a client of the mesh is taken by a STRICT workload',
    given: ['client-sidecar', ...strictCart],
    asked: fromClient(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 69,
    name: 'a client outside the mesh is not',
    given: ['client-outside', ...strictCart],
    asked: fromClient(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 70,
    name: 'of two ways to one Service, the one by a load balancer outside the mesh is refused',
    given: [
      'lb-outside',
      'gateway',
      'server-http',
      'gateway-route',
      ...strictCart,
    ],
    asked: toPod(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 70,
    name: 'and the one by the Istio gateway is mTLS',
    given: [
      'lb-outside',
      'gateway',
      'server-http',
      'gateway-route',
      ...strictCart,
    ],
    asked: atGateway(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 71,
    name: 'a health check of the application port is refused by a STRICT workload',
    given: strictCart,
    asked: fromOutside(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 71,
    name: 'one of the sidecar on port 15021 is not captured',
    given: strictCart,
    asked: fromOutside({ port: 15021 }),
    expected: ['cart-1 plaintext accepted'],
  },
  {
    row: 71,
    name: 'and one of a port that is PERMISSIVE is taken',
    given: [...strictCart, 'workload-port-permissive'],
    asked: fromOutside(),
    expected: ['cart-1 plaintext accepted'],
  },
  {
    row: 71,
    name: 'one of an Istio gateway on port 15021 is answered by its proxy, whatever it serves',
    given: ['gateway'],
    asked: fromOutside({ address: '10.1.7.1', port: 15021 }),
    expected: ['gateway-1 plaintext accepted'],
  },
  {
    row: 72,
    name: 'a probe of the kubelet that the injector rewrote goes to port 15020, which is not captured',
    given: strictCart,
    asked: fromOutside({ port: 15020 }),
    expected: ['cart-1 plaintext accepted'],
  },
  {
    row: 72,
    name: 'one that it left as it was is refused by a STRICT workload',
    given: strictCart,
    asked: fromOutside(),
    expected: ['cart-1 plaintext rejected'],
  },
  ...['backend-sidecar', 'backend-ambient'].map(backend => ({
    row: 73,
    name: `the API server calls a webhook with plain TLS, which STRICT refuses: ${backend}`,
    given: [backend, 'service-https', 'namespace-strict'],
    asked: toService({ from: null, ...webhook }),
    expected: ['cart-1 app-tls rejected'],
  })),
  ...['backend-sidecar', 'backend-ambient'].map(backend => ({
    row: 73,
    name: `and which a PERMISSIVE port takes: ${backend}`,
    given: [
      backend,
      'service-https',
      'namespace-strict',
      'workload-port-permissive',
    ],
    asked: toService({ from: null, ...webhook }),
    expected: ['cart-1 app-tls accepted'],
  })),
  {
    row: 74,
    name: 'a load balancer that runs as user 1337 bypasses its own sidecar',
    given: [
      'lb-sidecar-user-1337',
      'backend-sidecar',
      'service-tcp',
      'namespace-strict',
    ],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
  },
];
