import { ServicePosture } from '@ingress-posture/engine';
import { cart } from './cart';
import { evidence, hop, reason } from './hops';

/** A cloud load balancer before a STRICT workload: broken. */
export const ledger: ServicePosture = {
  ...cart,
  service: { namespace: 'pay', name: 'ledger', labels: {}, podLabels: {} },
  mode: 'standalone',
  posture: 'rejected',
  certainty: 'inferred',
  sentence: 'The ALB speaks no mTLS, and ledger demands it: clients get 502.',
  caveats: [
    'That ALB sends no client certificate is a fact of its vendor page.',
  ],
  ports: [
    {
      port: 80,
      targetPort: 8080,
      protocol: 'HTTP',
      mtlsMode: 'STRICT',
      accepts: 'mtls-only',
      evidence: [
        evidence(
          'PeerAuthentication pay/default',
          'spec.mtls.mode',
          'STRICT',
          '412',
        ),
      ],
    },
  ],
  paths: [
    {
      mode: 'standalone',
      posture: 'rejected',
      certainty: 'inferred',
      sentence:
        'The ALB speaks no mTLS, and ledger demands it: clients get 502.',
      edge: {
        vendor: 'aws-alb',
        title: 'ALB',
        kind: 'Ingress',
        namespace: 'pay',
        name: 'ledger',
      },
      route: {
        kind: 'Ingress',
        namespace: 'pay',
        name: 'ledger',
        host: 'pay.example.com',
        path: '/',
      },
      port: 80,
      nodes: [
        { role: 'client', name: 'Clients' },
        {
          role: 'edge',
          name: 'ALB',
          vendor: 'aws-alb',
          kind: 'cloud load balancer',
        },
        {
          role: 'workload',
          name: 'ledger',
          namespace: 'pay',
          membership: 'sidecar',
          pods: { ready: 1, total: 2 },
          fact: 'demands mTLS: STRICT',
        },
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
          host: 'pay.example.com',
          wire: 'plaintext',
          outcome: 'rejected',
          certainty: 'inferred',
          reasons: [
            reason(
              'ledger takes nothing but mTLS.',
              evidence(
                'PeerAuthentication pay/default',
                'spec.mtls.mode',
                'STRICT',
                '412',
              ),
            ),
          ],
        }),
      ],
    },
  ],
  findings: [
    {
      code: 'IP0102',
      severity: 'error',
      title: 'Plaintext to a STRICT workload',
      detail:
        'The ALB of Ingress pay/ledger sends plaintext to pay/ledger, which is STRICT.',
      path: 0,
      hop: 1,
      evidence: [],
    },
  ],
  remedies: [],
};
