import { objectsOf, stateOf } from '../../testing/demo';
import { analyze } from '../analyze';

const pod = (labels: string) => `
apiVersion: v1
kind: Pod
metadata: { name: cart-1, namespace: shop, labels: ${labels} }
spec: { containers: [{ name: app, image: app }] }
status: { phase: Running }
---`;

const slice = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: cart-1
  namespace: shop
  labels: { kubernetes.io/service-name: cart }
addressType: IPv4
ports: [{ port: 8080 }]
endpoints:
  - addresses: [10.1.0.1]
    conditions: { ready: false }
    targetRef: { kind: Pod, namespace: shop, name: cart-1 }
---`;

function detail(before: string, selector = '{ app: cart, tier: web }') {
  const service = `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: ${selector}, ports: [{ port: 80, targetPort: 8080 }] }
`;
  const [posture] = analyze(stateOf(objectsOf(before + service)));
  return posture.findings.find(one => one.code === 'IP0402')?.detail;
}

describe('a Service without a ready endpoint', () => {
  it.each([
    [
      'no Pod has its labels',
      detail(pod('{ app: cart }')),
      'it has none at all. No Pod of namespace shop has its labels app=cart, tier=web.',
    ],
    [
      'its Pods are in no EndpointSlice',
      detail(pod('{ app: cart, tier: web }')),
      'it has none at all. No EndpointSlice lists the Pods that it selects, 1 of them.',
    ],
    [
      'it selects nothing',
      detail('', 'null'),
      'it has none at all. It selects no Pods, and no EndpointSlice is written for it.',
    ],
    [
      'its Pod is not ready',
      detail(pod('{ app: cart, tier: web }') + slice),
      'its only one is not.',
    ],
  ])('says why: %s', (_, found, why) => {
    expect(found).toBe(`cart has no ready endpoint: ${why}`);
  });
});
