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

function cartOf(more: string, before = behindGateway) {
  const objects = objectsOf(`${before}${more}`);
  return analyze(runningCluster(objects, 'outside')).find(
    one => one.service.name === 'cart',
  );
}

function findingsOf(more: string) {
  return cartOf(more)?.findings ?? [];
}

function pathsTo(more: string, before = behindGateway) {
  return (cartOf(more, before)?.paths ?? []).map(
    ({ mode, edge, posture, hops }) => ({
      mode,
      vendor: edge.vendor,
      posture,
      hops: hops.map(hop => `${hop.wire} ${hop.outcome}`),
    }),
  );
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
        hops: ['app-tls accepted', 'app-tls accepted', 'istio-mtls accepted'],
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

  it.each([
    [
      'TLS that it ends',
      'aws-load-balancer-ssl-cert: arn',
      'plaintext rejected',
    ],
    [
      'TLS of its own, which asks for no server by name',
      'aws-load-balancer-ssl-cert: arn, service.beta.kubernetes.io/aws-load-balancer-backend-protocol: ssl',
      'tls rejected',
    ],
  ])(
    "is broken where the load balancer of the gateway's own Service leaves it %s",
    (_, annotations, entering) => {
      const more = gatewayService(
        'type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb',
        `service.beta.kubernetes.io/${annotations}`,
      );
      expect(pathsTo(more)).toEqual([
        {
          mode: 'istio-gateway',
          vendor: 'istio',
          posture: 'rejected',
          hops: [entering, 'istio-mtls accepted'],
        },
      ]);
      const [found] = findingsOf(more).filter(one => one.code === 'IP0715');
      expect(found.detail).toMatch(
        /^The AWS Network Load Balancer leads to an Istio gateway/,
      );
    },
  );

  it('ends TLS before a port of the gateway that takes plaintext, too', () => {
    const more = gatewayService(
      'type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb',
      'service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn',
    );
    const inPlaintext = behindGateway
      .replace('protocol: HTTPS', 'protocol: HTTP')
      .replace('      tls: { mode: SIMPLE, credentialName: shop }\n', '');
    expect(pathsTo(more, inPlaintext)).toMatchObject([
      {
        posture: 'enforced',
        hops: ['plaintext accepted', 'istio-mtls accepted'],
      },
    ]);
  });

  it('comes in by the Service that works, where another one ends TLS', () => {
    const [ending, carrying] = ['ending', 'istio-ingressgateway'].map(name =>
      gatewayService(
        'type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb',
        name === 'ending'
          ? 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn'
          : '',
      ).replace('name: istio-ingressgateway', `name: ${name}`),
    );
    expect(pathsTo(ending + carrying)).toMatchObject([
      { posture: 'enforced', hops: ['tls accepted', 'istio-mtls accepted'] },
    ]);
  });

  it.each([
    ['', true],
    ['{ gatewayTopology: { proxyProtocol: {} } }', false],
  ])(
    'leans on the gateway that it reads a PROXY protocol header, unless its pods are told to: %s',
    (config, leans) => {
      const more = gatewayService(
        'type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb',
        'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol: "*"',
      );
      const told = behindGateway.replace(
        'labels: { istio: ingressgateway } }\n    spec',
        `labels: { istio: ingressgateway }, annotations: { proxy.istio.io/config: '${config}' } }\n    spec`,
      );
      const [entering] = cartOf(more, told)?.paths[0].hops ?? [];
      expect(entering.certainty).toBe(leans ? 'inferred' : 'proven');
      expect(entering.caveats).toHaveLength(leans ? 1 : 0);
    },
  );
});
