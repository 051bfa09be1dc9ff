// Rows 44 to 57: load balancers whose own side is captured, that are in the ambient mesh, or that hold certificates.
import { bytes, serviceHost, toLb, toPod, toService } from './dial';
import type { Row } from './row';

const ambientStrict = ['backend-ambient', 'service-http', 'namespace-strict'];
const lbPort = { from: 'web/client-1', address: '10.96.9.1', ...bytes };

export const inMeshRows: readonly Row[] = [
  {
    row: 44,
    name: 'a load balancer whose inbound side is captured refuses its clients under STRICT',
    given: ['lb-sidecar-inbound-captured', 'lb-namespace-strict'],
    asked: toLb(),
    expected: ['lb-1 plaintext rejected'],
  },
  {
    row: 44,
    name: 'and takes them when its inbound side is not captured',
    given: ['lb-sidecar', 'lb-namespace-strict'],
    asked: toLb(),
    expected: ['lb-1 plaintext accepted'],
  },
  {
    row: 45,
    name: 'a load balancer whose inbound side is captured takes its clients under PERMISSIVE',
    given: ['lb-sidecar-inbound-captured'],
    asked: toLb(),
    expected: ['lb-1 plaintext accepted'],
  },
  {
    row: 45,
    name: 'and sends mTLS with the Host of the Service',
    given: [
      'lb-sidecar-inbound-captured',
      'backend-sidecar',
      'service-http',
      'namespace-strict',
    ],
    asked: toService({ host: serviceHost }),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 46,
    name: 'a client of the mesh sends mTLS to the load balancer, to a port that is not captured',
    given: ['client-sidecar', 'lb-sidecar', 'lb-service'],
    asked: toService(lbPort),
    expected: ['lb-1 istio-mtls rejected'],
  },
  {
    row: 46,
    name: 'the label tlsMode=disabled on the load balancer mends it',
    given: ['client-sidecar', 'lb-sidecar-tls-mode-disabled', 'lb-service'],
    asked: toService(lbPort),
    expected: ['lb-1 plaintext accepted'],
  },
  {
    row: 46,
    name: 'a policy with DISABLE for the load balancer mends it too',
    given: [
      'client-sidecar',
      'lb-sidecar',
      'lb-service',
      'lb-workload-disable',
    ],
    asked: toService(lbPort),
    expected: ['lb-1 plaintext accepted'],
  },
  {
    row: 47,
    name: 'the CNI plugin before 1.25 captures the inbound side all the same, so STRICT refuses clients',
    given: ['lb-sidecar-1.24', 'lb-namespace-strict'],
    asked: toLb(),
    expected: ['lb-1 plaintext rejected'],
  },
  {
    row: 47,
    name: 'and PERMISSIVE takes them',
    given: ['lb-sidecar-1.24'],
    asked: toLb(),
    expected: ['lb-1 plaintext accepted'],
  },
  {
    row: 48,
    name: 'an ambient load balancer sends HBONE to pod addresses',
    given: ['lb-ambient-bypass', ...ambientStrict],
    asked: toPod(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 48,
    name: 'and to a ClusterIP, whatever the Host',
    given: ['lb-ambient-bypass', ...ambientStrict],
    asked: toService(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 49,
    name: 'an ambient load balancer refuses its clients under STRICT',
    given: ['lb-ambient', 'lb-namespace-strict'],
    asked: toLb(),
    expected: ['lb-1 plaintext rejected'],
  },
  {
    row: 49,
    name: 'and takes them when its inbound side bypasses the ztunnel',
    given: ['lb-ambient-bypass', 'lb-namespace-strict'],
    asked: toLb(),
    expected: ['lb-1 plaintext accepted'],
  },
  ...['ambient', 'sidecar'].map(mesh => ({
    row: 49,
    name: `a client of the mesh (${mesh}) still reaches it by HBONE, which does not bypass`,
    given: [`client-${mesh}`, 'lb-ambient-bypass', 'lb-service'],
    asked: toService(lbPort),
    expected: ['lb-1 istio-mtls accepted'],
  })),
  {
    row: 50,
    name: 'a ztunnel sends plaintext to a sidecar that does not take HBONE',
    given: [
      'lb-ambient-bypass',
      'backend-sidecar',
      'service-http',
      'namespace-strict',
    ],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 51,
    name: 'a ztunnel sends HBONE to a sidecar that takes it',
    given: [
      'lb-ambient-bypass',
      'backend-sidecar-hbone',
      'service-http',
      'namespace-strict',
    ],
    asked: toService(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 52,
    name: 'a sidecar sends HBONE to an ambient workload',
    given: ['lb-sidecar', 'backend-ambient', 'service-tcp', 'namespace-strict'],
    asked: toService(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 53,
    name: 'a sidecar sends plaintext to an ambient workload behind a headless Service',
    given: [
      'lb-sidecar',
      'backend-ambient',
      'service-headless-tcp',
      'namespace-strict',
    ],
    asked: toPod(bytes),
    expected: ['cart-1 plaintext rejected'],
  },
  ...[[], ['namespace-strict']].map(policy => ({
    row: 54,
    name: `a load balancer with a mesh certificate of its own is taken under ${
      policy[0] ?? 'PERMISSIVE'
    }`,
    given: ['lb-outside', 'backend-sidecar', 'service-http', ...policy],
    asked: toPod({ tls: 'mtls' }),
    expected: ['cart-1 istio-mtls accepted'],
  })),
  ...(
    [
      ['service-http', [], 'rejected'],
      ['service-http', ['namespace-strict'], 'accepted'],
      ['service-tcp', [], 'rejected'],
      ['service-tcp', ['namespace-strict'], 'accepted'],
    ] as const
  ).map(([service, policy, outcome]) => ({
    row: 55,
    name: `with another ALPN than Istio's it is ${outcome} under ${
      policy[0] ?? 'PERMISSIVE'
    } (${service})`,
    given: ['lb-outside', 'backend-sidecar', service, ...policy],
    asked: toPod({ tls: 'mtls', alpn: 'other' }),
    expected: [`cart-1 istio-mtls ${outcome}`],
  })),
  {
    row: 56,
    name: 'a load balancer on the network of its node is in no mesh, whatever its labels say',
    given: [
      'lb-host-network',
      'backend-sidecar',
      'service-tcp',
      'namespace-strict',
    ],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 57,
    name: 'pods of a load balancer that are older than its label send plaintext, which STRICT refuses',
    given: [
      'lb-older-than-its-label',
      'lb-sidecar',
      'backend-sidecar',
      'service-http',
      'namespace-strict',
    ],
    asked: toService({ from: 'edge/lb-0', host: serviceHost }),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 57,
    name: 'while those made since send mTLS',
    given: [
      'lb-older-than-its-label',
      'lb-sidecar',
      'backend-sidecar',
      'service-http',
      'namespace-strict',
    ],
    asked: toService({ host: serviceHost }),
    expected: ['cart-1 istio-mtls accepted'],
  },
];
