/** An Istio gateway with TLS of its own on 443, and a route from it to shop/cart. */
export const behindGateway = `
apiVersion: v1
kind: Namespace
metadata: { name: istio-system }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: istio
  namespace: istio-system
  labels: { app.kubernetes.io/name: istiod, app.kubernetes.io/version: 1.31.1, istio.io/rev: default }
data: { mesh: 'rootNamespace: istio-system' }
---
apiVersion: v1
kind: Node
metadata: { name: node-1 }
spec: { providerID: 'aws:///eu-west-1a/i-0ab' }
---
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
    spec: { containers: [{ name: app, image: example-retail/cart:2.8.3 }] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec:
  selector: { matchLabels: { istio: ingressgateway } }
  template:
    metadata: { labels: { istio: ingressgateway } }
    spec: { containers: [{ name: istio-proxy, image: 'istio/proxyv2:1.31.1', args: [proxy, router] }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      tls: { mode: SIMPLE, credentialName: shop }
      hosts: [shop.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [istio-system/web]
  http: [{ route: [{ destination: { host: cart, port: { number: 80 } } }] }]
`;

/** The Service of that gateway, as it is reached. */
export const gatewayService = (spec: string, annotations = '') => `---
apiVersion: v1
kind: Service
metadata: { name: istio-ingressgateway, namespace: istio-system, annotations: { ${annotations} } }
spec:
  ${spec}
  selector: { istio: ingressgateway }
  ports: [{ name: https, port: 443, targetPort: 443 }]
`;
