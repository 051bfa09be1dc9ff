import fc from 'fast-check';
import { services } from '../state/kinds/service';
import { cluster } from '../testing/cluster';
import { tunnelRules } from './routes/cloudflaredConfig';
import { routesTo, unclaimedBy } from './routes/routes';

// What people write into annotations that hold JSON, lists and names, and what they get wrong.
const written = fc.oneof(
  fc.string(),
  fc.json(),
  fc.constantFrom(
    '{"ingress":true}',
    '{"exposed_ports":{"80":{}}}',
    '{"exposed_ports":[80]}',
    '{"Namespace":"shop","Name":"cart"}',
    '{"default":7}',
    '{"http":"HTTPS"}',
    '[{"type":"host-header-rewrite","hostHeaderRewriteConfig":{"rewrites":[{}]}}]',
    '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"cart"}]}}',
    '443, https ,*',
    'true',
    'ip',
  ),
);

const keys = [
  'cloud.google.com/neg',
  'cloud.google.com/app-protocols',
  'cloud.google.com/backend-config',
  'networking.gke.io/multiclusterservice-parent',
  'alb.ingress.kubernetes.io/target-type',
  'alb.ingress.kubernetes.io/actions.cart',
  'alb.ingress.kubernetes.io/transforms.cart',
  'service.beta.kubernetes.io/aws-load-balancer-type',
  'service.beta.kubernetes.io/aws-load-balancer-ssl-cert',
  'service.beta.kubernetes.io/aws-load-balancer-ssl-ports',
  'service.beta.kubernetes.io/do-loadbalancer-tls-ports',
  'service.beta.kubernetes.io/do-loadbalancer-protocol',
  'load-balancer.hetzner.cloud/protocol',
  'tailscale.com/expose',
  'kubernetes.io/ingress.class',
];

const annotations = fc.dictionary(fc.constantFrom(...keys), written);

const providerId = fc.oneof(
  fc.string(),
  fc.constantFrom('gce://a/b/c', 'aws:///z/i-1', 'hcloud://1', 'ocid1.x'),
);

describe('whatever stands in annotations of clouds', () => {
  it('is read without an error, and answers alike each time', () => {
    fc.assert(
      fc.property(
        annotations,
        annotations,
        providerId,
        (onService, onIngress, providerID) => {
          const objects = [
            {
              apiVersion: 'v1',
              kind: 'Node',
              metadata: { name: 'node-1' },
              spec: { providerID },
            },
            {
              apiVersion: 'v1',
              kind: 'Service',
              metadata: {
                namespace: 'shop',
                name: 'cart',
                annotations: onService,
              },
              spec: {
                type: 'LoadBalancer',
                clusterIP: '10.96.0.1',
                ports: [{ name: 'http', port: 80, nodePort: 30080 }],
              },
            },
            {
              apiVersion: 'networking.k8s.io/v1',
              kind: 'Ingress',
              metadata: {
                namespace: 'shop',
                name: 'web',
                annotations: onIngress,
              },
              spec: {
                defaultBackend: {
                  service: { name: 'cart', port: { number: 80 } },
                },
              },
            },
          ];
          const answers = [0, 1].map(() => {
            const state = cluster(...objects);
            const [service] = state.list(services);
            return JSON.stringify([
              routesTo(state, service),
              unclaimedBy(state, service),
            ]);
          });
          expect(answers[0]).toBe(answers[1]);
          // The Service is open by itself, whoever serves it.
          expect(answers[0]).toContain('"kind":"Service"');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('tunnelRules, whatever the file holds', () => {
  it('gives ports that a Service can have, and never an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.record({ service: fc.oneof(fc.webUrl(), fc.string()) }))
            .map(ingress => JSON.stringify({ ingress })),
        ),
        yaml => {
          const rules = tunnelRules({
            kind: 'ConfigMap',
            meta: {
              namespace: 'edge',
              name: 'cloudflared',
              labels: {},
              annotations: {},
              created: 0,
            },
            data: { 'config.yaml': yaml },
          });
          for (const { port, target } of rules) {
            expect(port).toBeGreaterThan(0);
            expect(target).not.toBe('');
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
