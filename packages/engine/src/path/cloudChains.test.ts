import { analyze } from '../posture/analyze';
import { objectsOf } from '../testing/demo';
import { runningCluster } from '../ingress/grid/runningCluster';

/** An Istio gateway with TLS of its own on 443, and a route from it to shop/cart. */
const behindGateway = `
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

const gatewayService = (spec: string, annotations = '') => `---
apiVersion: v1
kind: Service
metadata: { name: istio-ingressgateway, namespace: istio-system, annotations: { ${annotations} } }
spec:
  ${spec}
  selector: { istio: ingressgateway }
  ports: [{ name: https, port: 443, targetPort: 443 }]
`;

const targetGroup = (protocol: string) => `---
apiVersion: elbv2.k8s.aws/v1beta1
kind: TargetGroupBinding
metadata: { name: gateway, namespace: istio-system }
spec:
  serviceRef: { name: istio-ingressgateway, port: 443 }
  targetGroupName: gateway
  targetType: ip
  targetGroupProtocol: ${protocol}
`;

function pathsTo(more: string, before = behindGateway) {
  const objects = objectsOf(`${before}${more}`);
  const cart = analyze(runningCluster(objects, 'outside')).find(
    one => one.service.name === 'cart',
  );
  return (cart?.paths ?? []).map(({ mode, edge, posture, hops }) => ({
    mode,
    vendor: edge.vendor,
    posture,
    hops: hops.map(hop => `${hop.wire} ${hop.outcome}`),
  }));
}

describe('a cloud load balancer before an Istio gateway', () => {
  it.each([
    ['type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb', ''],
    ['type: LoadBalancer', ''],
    ['type: NodePort', ''],
    ['externalIPs: [203.0.113.7]', ''],
    ['type: ClusterIP', "tailscale.com/expose: 'true'"],
  ])(
    'is the way in and no edge of its own, where the Service itself asks for it: %s',
    (spec, annotations) => {
      expect(pathsTo(gatewayService(spec, annotations))).toEqual([
        {
          mode: 'istio-gateway',
          vendor: 'istio',
          posture: 'enforced',
          hops: ['tls accepted', 'istio-mtls accepted'],
        },
      ]);
    },
  );

  it('carries TLS of clients through to the gateway, with their server name', () => {
    const more = gatewayService('type: ClusterIP') + targetGroup('TCP');
    expect(pathsTo(more)).toEqual([
      {
        mode: 'chained',
        vendor: 'aws-nlb',
        posture: 'enforced',
        hops: ['plaintext accepted', 'app-tls accepted', 'istio-mtls accepted'],
      },
    ]);
  });

  // istio/istio#35420: an ALB names no server, and no chain of the gateway takes what names none.
  it('is broken where it names no server to a gateway that goes by names', () => {
    const more = gatewayService('type: ClusterIP') + targetGroup('HTTPS');
    expect(pathsTo(more)).toMatchObject([
      { mode: 'chained', vendor: 'aws-alb', posture: 'rejected' },
    ]);
  });

  it('starts TLS of its own, and a gateway for any host takes it', () => {
    const more = gatewayService('type: ClusterIP') + targetGroup('HTTPS');
    const forAny = behindGateway.replace(
      'credentialName: shop }\n      hosts: [shop.example.com]',
      "credentialName: shop }\n      hosts: ['*']",
    );
    expect(pathsTo(more, forAny)).toMatchObject([
      { mode: 'chained', vendor: 'aws-alb', posture: 'enforced' },
    ]);
  });

  it('is broken where it speaks plaintext to a gateway that wants TLS', () => {
    const more = gatewayService('type: ClusterIP') + targetGroup('HTTP');
    expect(pathsTo(more)).toMatchObject([
      { mode: 'chained', vendor: 'aws-alb', posture: 'rejected' },
    ]);
  });
});
