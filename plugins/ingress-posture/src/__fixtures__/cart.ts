import { Path, PathNode, ServicePosture } from '@ingress-posture/engine';
import { evidence, hop, reason } from './hops';

const workload: PathNode = {
  role: 'workload',
  name: 'cart',
  kind: 'Service',
  namespace: 'shop',
  membership: 'sidecar',
  pods: { ready: 4, total: 4 },
  fact: 'accepts both: PERMISSIVE',
};

const nginxPath: Path = {
  mode: 'standalone',
  posture: 'plaintext',
  certainty: 'proven',
  sentence: 'ingress-nginx sends plaintext to the pods, and they take it.',
  edge: {
    vendor: 'ingress-nginx',
    title: 'ingress-nginx',
    kind: 'Deployment',
    namespace: 'ingress-nginx',
    name: 'controller',
  },
  route: {
    kind: 'Ingress',
    namespace: 'shop',
    name: 'old',
    host: 'old.example.com',
    path: '/',
  },
  port: 80,
  nodes: [
    { role: 'client', name: 'Clients' },
    {
      role: 'edge',
      name: 'ingress-nginx',
      vendor: 'ingress-nginx',
      kind: 'Deployment',
      namespace: 'ingress-nginx',
      membership: 'none',
      pods: { ready: 3, total: 3 },
    },
    workload,
  ],
  hops: [
    hop({
      from: 'client',
      to: 'edge',
      wire: 'tls',
      protocol: 'HTTPS',
      port: 443,
    }),
    hop({
      from: 'edge',
      to: 'workload',
      fromNode: 1,
      toNode: 2,
      addressing: 'pod-ip',
      address: '10.0.0.7',
      port: 8080,
      host: 'old.example.com',
      wire: 'plaintext',
      arrivals: [
        {
          pod: 'shop/cart-7d9f',
          port: 8080,
          wire: 'plaintext',
          outcome: 'accepted',
          why: 'PERMISSIVE takes plaintext',
        },
      ],
      reasons: [
        reason(
          'ingress-nginx dials pod IPs: nothing turns Service routing on.',
          evidence(
            'Ingress shop/old',
            'metadata.annotations[nginx.ingress.kubernetes.io/service-upstream]',
            '(absent)',
            '88101',
          ),
        ),
        reason(
          'Its pods have no sidecar, so nothing on the way can start mTLS.',
          evidence(
            'Pod ingress-nginx/controller-6c9f',
            'spec.containers',
            'controller',
            '88213',
          ),
        ),
        reason(
          'cart takes plaintext: no PeerAuthentication applies, and the default is PERMISSIVE.',
          evidence(
            'Service shop/cart',
            'spec.ports[0].targetPort',
            '8080',
            '8123',
          ),
        ),
      ],
    }),
  ],
};

const gatewayPath: Path = {
  ...nginxPath,
  mode: 'istio-gateway',
  posture: 'permissive',
  sentence: 'The Istio gateway sends Istio mTLS, and cart takes it.',
  edge: {
    vendor: 'istio',
    title: 'Istio gateway',
    kind: 'Deployment',
    namespace: 'istio-ingress',
    name: 'gateway',
  },
  route: {
    kind: 'VirtualService',
    namespace: 'shop',
    name: 'cart',
    host: 'shop.example.com',
    path: null,
  },
  nodes: [
    { role: 'client', name: 'Clients' },
    {
      role: 'edge',
      name: 'Istio gateway',
      vendor: 'istio',
      kind: 'Deployment',
      namespace: 'istio-ingress',
      membership: 'sidecar',
      pods: { ready: 2, total: 2 },
      fact: 'Gateway web',
    },
    workload,
  ],
  hops: [
    hop({
      from: 'client',
      to: 'edge',
      wire: 'tls',
      protocol: 'HTTPS',
      port: 443,
    }),
    hop({
      from: 'edge',
      to: 'workload',
      fromNode: 1,
      toNode: 2,
      addressing: 'service-vip',
      address: 'cart.shop.svc.cluster.local',
      port: 80,
      host: 'shop.example.com',
      wire: 'istio-mtls',
      reasons: [
        reason('The gateway’s proxy starts mTLS by itself: auto mTLS is on.'),
      ],
    }),
  ],
};

/** A service with two paths of different mode: the worse one is plaintext. */
export const cart: ServicePosture = {
  version: 1,
  cluster: 'prod-eu',
  service: {
    namespace: 'shop',
    name: 'cart',
    labels: { 'backstage.io/kubernetes-id': 'cart' },
    podLabels: { app: 'cart' },
  },
  mode: 'mixed',
  posture: 'plaintext',
  certainty: 'proven',
  sentence: 'ingress-nginx sends plaintext to the pods, and they take it.',
  partial: false,
  endpoints: { ready: 4, total: 4, sidecar: 4, ambient: 0, none: 0 },
  caveats: [],
  ports: [
    {
      port: 80,
      name: 'http',
      targetPort: 8080,
      protocol: 'HTTP',
      mtlsMode: 'PERMISSIVE',
      accepts: 'both',
      evidence: [],
    },
    {
      port: 9090,
      name: 'metrics',
      targetPort: 9090,
      protocol: 'HTTP',
      mtlsMode: 'STRICT',
      accepts: 'mtls-only',
      evidence: [
        evidence(
          'PeerAuthentication shop/cart',
          'spec.portLevelMtls[9090].mode',
          'STRICT',
          '771',
        ),
      ],
    },
  ],
  paths: [gatewayPath, nginxPath],
  findings: [
    {
      code: 'IP0203',
      severity: 'warning',
      title: 'Pod-IP routing bypasses the mesh',
      detail: 'ingress-nginx dials the pods of shop/cart itself.',
      path: 1,
      hop: 1,
      evidence: [
        evidence(
          'Ingress shop/old',
          'spec.rules[0].host',
          'old.example.com',
          '88101',
        ),
      ],
    },
    {
      code: 'IP0601',
      severity: 'info',
      title: 'ingress-nginx is retired',
      detail: 'No fixes since March 2026; Gateway API is its successor.',
      evidence: [],
    },
  ],
  remedies: [
    {
      id: 'sidecar-for-edge',
      title: 'Give ingress-nginx a sidecar and let it dial the Service',
      reaches: 'permissive',
      standing: 'proven',
      costs: [
        'One restart of ingress-nginx.',
        'Cookie affinity stops: Istio picks the pod.',
      ],
      resolves: ['IP0203'],
      steps: [
        {
          action: 'patch',
          title: 'Service routing and Host',
          object: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'Ingress',
            namespace: 'shop',
            name: 'old',
          },
          patch:
            'metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/service-upstream: "true"\n    nginx.ingress.kubernetes.io/upstream-vhost: cart.shop.svc.cluster.local\n',
          diff: [
            ' apiVersion: networking.k8s.io/v1',
            ' kind: Ingress',
            ' metadata:',
            '   name: old',
            '   namespace: shop',
            '   annotations:',
            '+    nginx.ingress.kubernetes.io/service-upstream: "true"',
            '-    nginx.ingress.kubernetes.io/upstream-vhost: old.example.com',
            '+    nginx.ingress.kubernetes.io/upstream-vhost: cart.shop.svc.cluster.local',
            '',
          ].join('\n'),
          command:
            'kubectl patch ingress old -n shop --type merge --patch-file patch.yaml',
          verify: {
            command: 'kubectl get ingress old -n shop -o yaml',
            expect: 'both annotations are there',
          },
          undo: 'kubectl annotate ingress old -n shop --overwrite nginx.ingress.kubernetes.io/service-upstream- nginx.ingress.kubernetes.io/upstream-vhost=old.example.com',
          after: 'plaintext',
        },
        {
          action: 'restart',
          title: 'Restart the controller',
          object: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            namespace: 'ingress-nginx',
            name: 'controller',
          },
          patch: '',
          command:
            'kubectl rollout restart deployment controller -n ingress-nginx',
          verify: {
            command: 'kubectl get pods -n ingress-nginx',
            expect: '2/2 containers ready',
          },
          undo: 'nothing to take back',
          after: 'permissive',
        },
      ],
    },
    {
      id: 'chain',
      title: 'Send old.example.com through the Istio gateway',
      reaches: 'permissive',
      standing: 'advice',
      missing: 'No Gateway of this cluster serves old.example.com.',
      costs: [],
      resolves: [],
      steps: [],
    },
  ],
};
