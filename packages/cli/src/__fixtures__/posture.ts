import type {
  EdgeRef,
  Hop,
  Path,
  ServicePosture,
} from '@ingress-posture/engine';

const edge: EdgeRef = {
  vendor: 'ingress-nginx',
  title: 'ingress-nginx',
  kind: 'Deployment',
  namespace: 'edge',
  name: 'nginx',
};

const hop: Hop = {
  from: 'edge',
  to: 'workload',
  fromNode: 0,
  toNode: 1,
  addressing: 'pod-ip',
  address: '10.4.0.7',
  port: 8080,
  host: 'shop.example.com',
  protocol: 'HTTP',
  wire: 'plaintext',
  outcome: 'rejected',
  certainty: 'proven',
  caveats: [],
  counts: true,
  arrivals: [],
  reasons: [{ text: 'cart takes nothing but mTLS: STRICT.', evidence: [] }],
  evidence: [],
};

const path: Path = {
  mode: 'standalone',
  posture: 'rejected',
  certainty: 'proven',
  sentence: 'nginx sends plaintext and cart demands mTLS.',
  edge,
  route: {
    kind: 'Ingress',
    namespace: 'shop',
    name: 'web',
    host: 'shop.example.com',
    path: '/cart',
  },
  port: 80,
  nodes: [
    { role: 'edge', name: 'ingress-nginx' },
    { role: 'workload', name: 'cart' },
  ],
  hops: [hop],
};

/** A service whose only path is rejected; what a test is about is put on top. */
export function examplePosture(
  differences: Partial<ServicePosture> = {},
): ServicePosture {
  return {
    version: 1,
    cluster: 'demo',
    service: { namespace: 'shop', name: 'cart', labels: {}, podLabels: {} },
    mode: 'standalone',
    posture: 'rejected',
    certainty: 'proven',
    sentence: 'nginx sends plaintext and cart demands mTLS: clients get 502.',
    partial: false,
    endpoints: { ready: 2, total: 2, sidecar: 2, ambient: 0, none: 0 },
    caveats: [],
    ports: [
      {
        port: 80,
        name: 'http',
        targetPort: 8080,
        protocol: 'HTTP',
        mtlsMode: 'STRICT',
        accepts: 'mtls-only',
        evidence: [],
      },
    ],
    paths: [path],
    findings: [
      {
        code: 'IP0102',
        severity: 'error',
        title: 'Plaintext sent to a STRICT port',
        detail: 'Ingress shop/web sends plaintext to cart.',
        evidence: [],
      },
    ],
    remedies: [
      {
        id: 'chain',
        title: 'Chain through the Istio gateway',
        reaches: 'enforced',
        standing: 'proven',
        costs: ['Takes a certificate for the gateway.'],
        resolves: ['IP0102'],
        steps: [
          {
            action: 'patch',
            title: 'Point Ingress shop/web at the gateway',
            object: {
              apiVersion: 'networking.k8s.io/v1',
              kind: 'Ingress',
              namespace: 'shop',
              name: 'web',
            },
            patch: '',
            command: 'kubectl -n shop patch ingress web',
            verify: { command: '', expect: '' },
            undo: '',
            after: 'enforced',
          },
        ],
      },
    ],
    ...differences,
  };
}
