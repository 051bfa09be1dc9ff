import { analyze } from '../posture/analyze';
import { objectsOf } from '../testing/demo';
import { runningCluster } from '../ingress/grid/runningCluster';
import { behindGateway, gatewayService } from '../testing/behindGateway';

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
