import { complete } from '../completion/complete';
import { objectsOf, stateOf } from '../testing/demo';
import { analyze } from './analyze';

const application = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: app, image: cart }] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;
const virtualService = (gateways: string) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart.example.com]
  gateways: ${gateways}
  http: [{ route: [{ destination: { host: cart } }] }]
`;
const gateway = `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }]
`;
const ingress = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: cart, namespace: shop }
spec:
  ingressClassName: istio
  rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] } }]
`;
const httpRoute = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec:
  parentRefs: [{ name: shared, namespace: infra }]
  rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
`;
const gatewayPods = (label: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: gateway, namespace: shop }
spec:
  selector: { matchLabels: { istio: ${label} } }
  template:
    metadata:
      labels: { istio: ${label}, sidecar.istio.io/inject: 'true' }
      annotations: { inject.istio.io/templates: gateway }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: shop }
spec: { type: LoadBalancer, selector: { istio: ${label} }, ports: [{ name: http, port: 80 }] }
`;

/** What is said of the Service of an application's manifests, which no cluster has shown. */
function judged(more: string) {
  const objects = objectsOf(application + more);
  const state = stateOf(objects);
  complete(
    state,
    objects.filter(one => Object(one).kind === 'Deployment'),
  );
  const { mode, posture, caveats, findings, remedies } = analyze(state).find(
    one => one.service.name === 'cart',
  )!;
  const codes = findings.map(one => one.code);
  return { mode, posture, caveats, codes, remedies };
}

describe('a Service of manifests alone', () => {
  it.each([
    ['a Gateway whose pods run elsewhere', gateway + virtualService('[web]')],
    ['a Gateway that is elsewhere itself', virtualService('[infra/shared]')],
    ["an Ingress of Istio's class", ingress],
    ['a route at a Gateway of the Gateway API that is elsewhere', httpRoute],
  ])('is not called unreachable where it is led to by %s', (_, more) => {
    const { mode, posture, caveats, codes, remedies } = judged(more);
    expect({ mode, posture }).toEqual({ mode: 'unknown', posture: 'unknown' });
    expect(caveats[0]).toContain('among the manifests');
    expect(codes).toContain('IP0501');
    expect(codes).not.toContain('IP0703');
    expect(codes).not.toContain('IP0705');
    expect(remedies.map(one => one.standing)).not.toContain('proven');
  });

  it.each([
    ['nothing leads to it', ''],
    ['a route is for calls inside the mesh', virtualService('[mesh]')],
  ])('is judged where %s', (_, more) => {
    expect(judged(more)).toMatchObject({
      mode: 'mesh-internal',
      posture: 'permissive',
    });
  });

  it('is judged by the gateway that is among them', () => {
    const more = gateway + virtualService('[web]');
    expect(judged(more + gatewayPods('ingressgateway'))).toMatchObject({
      mode: 'istio-gateway',
      posture: 'permissive',
    });
  });

  it('is told of a Gateway that selects none of the gateways among them', () => {
    const more = gateway + virtualService('[web]') + gatewayPods('another');
    expect(judged(more).codes).toContain('IP0705');
  });
});
