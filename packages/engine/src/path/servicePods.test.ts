import { analyze } from '../posture/analyze';
import { objectsOf, stateOf } from '../testing/demo';

const cluster = (endpoint: string) => `
apiVersion: v1
kind: Pod
metadata:
  name: cart-1
  namespace: shop
  labels: { app: cart, security.istio.io/tlsMode: istio }
  annotations: { sidecar.istio.io/status: '{"containers":["istio-proxy"]}' }
spec:
  initContainers: [{ name: istio-validation, image: istio/proxyv2 }]
  containers:
    - { name: cart, image: cart }
    - { name: istio-proxy, image: istio/proxyv2, args: [proxy, sidecar] }
status:
  phase: Running
  podIP: 10.1.0.1
  podIPs: [{ ip: 10.1.0.1 }]
  conditions: [{ type: Ready, status: 'True' }]
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  clusterIP: 10.96.0.1
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: cart-written
  namespace: shop
  labels: { kubernetes.io/service-name: cart }
addressType: IPv4
ports: [{ name: http, port: 8080 }]
endpoints: [${endpoint}]
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cart
  namespace: shop
  annotations: { alb.ingress.kubernetes.io/target-type: ip }
spec:
  ingressClassName: alb
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: cart, port: { number: 80 } } }
`;

const judged = (endpoint: string) => {
  const [posture] = analyze(stateOf(objectsOf(cluster(endpoint))));
  return posture;
};

describe('an endpoint that names no pod', () => {
  const written = judged('{ addresses: [10.1.0.1] }');

  it('is the pod with its address', () => {
    expect(written.endpoints).toMatchObject({ ready: 1, total: 1, sidecar: 1 });
  });

  it('leads there as one that names it', () => {
    const named = judged(
      '{ addresses: [10.1.0.1], targetRef: { kind: Pod, name: cart-1, namespace: shop } }',
    );
    expect(written.paths).toHaveLength(1);
    expect(written).toMatchObject({
      mode: named.mode,
      posture: named.posture,
      sentence: named.sentence,
    });
  });

  it('is no pod where nobody has its address', () => {
    expect(judged('{ addresses: [192.168.7.7] }').endpoints).toMatchObject({
      ready: 1,
      sidecar: 0,
    });
  });
});
