import { services } from '../../state/kinds/service';
import { objectsOf, stateOf } from '../../testing/demo';
import { loadBalancerRoutesTo } from './loadBalancerRoutes';

interface Case {
  readonly name: string;
  readonly annotations?: string;
  readonly spec?: string;
  /** providerID of the nodes. */
  readonly nodes?: readonly string[];
  readonly port?: string;
  readonly vendor?: string;
  readonly title: string;
  readonly dial: object;
  readonly clientTls?: boolean;
  readonly carries?: boolean;
}

const beta = 'service.beta.kubernetes.io';
const lb = 'type: LoadBalancer';
const nlb = `${lb}\n  loadBalancerClass: service.k8s.aws/nlb`;
const https = 'name: https, port: 443, targetPort: 8443, nodePort: 30443';
const aws = ['aws:///eu-west-1a/i-0ab'];
const digitalOcean = ['digitalocean://4711'];
const hetzner = ['hcloud://42'];
const plaintext = { tls: null, certainty: 'proven', caveats: [] };
const carriedTls = { tls: { sni: null, startedBy: 'client' } };

const cases: readonly Case[] = [
  {
    name: 'loadBalancerClass names the NLB, whatever the nodes are',
    spec: nlb,
    nodes: ['gce://project/zone/node'],
    vendor: 'aws-nlb',
    title: 'AWS Network Load Balancer',
    dial: { addressing: 'node-port', protocol: 'http', ...plaintext },
    carries: true,
  },
  {
    name: 'nlb-target-type ip makes the NLB dial pods',
    spec: nlb,
    annotations: `${beta}/aws-load-balancer-nlb-target-type: ip`,
    vendor: 'aws-nlb',
    title: 'AWS Network Load Balancer',
    dial: { addressing: 'pod-ip' },
    carries: true,
  },
  {
    name: 'type nlb-ip makes the NLB dial pods, whatever the target type',
    annotations: `${beta}/aws-load-balancer-type: nlb-ip, ${beta}/aws-load-balancer-nlb-target-type: instance`,
    vendor: 'aws-nlb',
    title: 'AWS Network Load Balancer',
    dial: { addressing: 'pod-ip' },
    carries: true,
  },
  {
    name: 'an NLB carries the TLS of a port declared to serve it',
    spec: nlb,
    port: https,
    vendor: 'aws-nlb',
    title: 'AWS Network Load Balancer',
    dial: carriedTls,
    carries: true,
  },
  {
    name: 'a certificate makes the NLB end TLS, and send plaintext on',
    spec: nlb,
    port: https,
    annotations: `${beta}/aws-load-balancer-ssl-cert: 'arn:aws:acm:x'`,
    vendor: 'aws-nlb',
    title: 'AWS Network Load Balancer',
    dial: { tls: null, certainty: 'proven' },
    clientTls: true,
  },
  {
    name: 'ssl-ports leaves other ports as they are',
    spec: nlb,
    annotations: `${beta}/aws-load-balancer-ssl-cert: 'arn:aws:acm:x', ${beta}/aws-load-balancer-ssl-ports: 'https,8443'`,
    vendor: 'aws-nlb',
    title: 'AWS Network Load Balancer',
    dial: { tls: null },
    carries: true,
  },
  {
    name: 'backend-protocol ssl makes an NLB with a certificate start TLS of its own',
    spec: nlb,
    port: https,
    annotations: `${beta}/aws-load-balancer-ssl-cert: 'arn:aws:acm:x', ${beta}/aws-load-balancer-backend-protocol: ssl`,
    vendor: 'aws-nlb',
    title: 'AWS Network Load Balancer',
    dial: { tls: { sni: '', startedBy: 'edge' } },
    clientTls: true,
  },
  {
    name: 'PROXY protocol is a caveat: who reads it is not analysed',
    spec: nlb,
    annotations: `${beta}/aws-load-balancer-proxy-protocol: '*'`,
    vendor: 'aws-nlb',
    title: 'AWS Network Load Balancer',
    dial: {
      certainty: 'inferred',
      caveats: [expect.stringContaining('PROXY protocol')],
    },
    carries: true,
  },
  {
    name: 'on AWS nodes a Service that chooses nothing gets a Classic Load Balancer',
    nodes: aws,
    title: 'AWS Classic Load Balancer',
    dial: { addressing: 'node-port', ...plaintext },
    carries: true,
  },
  {
    name: 'a Classic Load Balancer of backend-protocol http reads HTTP',
    nodes: aws,
    annotations: `${beta}/aws-load-balancer-backend-protocol: http`,
    title: 'AWS Classic Load Balancer',
    dial: { protocol: 'http', tls: null },
  },
  {
    name: 'a Classic Load Balancer of backend-protocol https ends TLS and starts its own',
    nodes: aws,
    port: https,
    annotations: `${beta}/aws-load-balancer-backend-protocol: https, ${beta}/aws-load-balancer-ssl-cert: 'arn:aws:acm:x', ${beta}/aws-load-balancer-ssl-ports: '*'`,
    title: 'AWS Classic Load Balancer',
    dial: { protocol: 'http', tls: { sni: '', startedBy: 'edge' } },
    clientTls: true,
  },
  {
    name: 'an annotation for AWS picks nothing on nodes of another cloud',
    nodes: ['gce://project/zone/node'],
    annotations: `${beta}/aws-load-balancer-type: external`,
    title: 'Google Cloud passthrough load balancer',
    dial: { addressing: 'service-vip', ...plaintext },
    carries: true,
  },
  {
    name: 'DigitalOcean carries TCP by default',
    nodes: digitalOcean,
    annotations: `${beta}/do-loadbalancer-type: REGIONAL`,
    vendor: 'digitalocean-lb',
    title: 'DigitalOcean load balancer',
    dial: { addressing: 'node-port', ...plaintext },
    carries: true,
  },
  {
    name: 'DigitalOcean without a type makes its network load balancer of a Service, by now',
    nodes: digitalOcean,
    vendor: 'digitalocean-lb',
    title: 'DigitalOcean load balancer',
    dial: {
      addressing: 'service-vip',
      certainty: 'inferred',
      caveats: [expect.stringContaining('since Kubernetes 1.33')],
    },
    carries: true,
  },
  {
    name: 'DigitalOcean with a certificate ends TLS on port 443',
    nodes: digitalOcean,
    port: https,
    annotations: `${beta}/do-loadbalancer-certificate-id: abc`,
    vendor: 'digitalocean-lb',
    title: 'DigitalOcean load balancer',
    dial: { protocol: 'http', tls: null },
    clientTls: true,
  },
  {
    name: 'DigitalOcean passes TLS through where told so',
    nodes: digitalOcean,
    port: https,
    annotations: `${beta}/do-loadbalancer-tls-passthrough: 'true', ${beta}/do-loadbalancer-tls-ports: '443'`,
    vendor: 'digitalocean-lb',
    title: 'DigitalOcean load balancer',
    dial: carriedTls,
    carries: true,
  },
  {
    name: 'DigitalOcean of protocol http reads HTTP',
    nodes: digitalOcean,
    annotations: `${beta}/do-loadbalancer-protocol: http`,
    vendor: 'digitalocean-lb',
    title: 'DigitalOcean load balancer',
    dial: { protocol: 'http', tls: null },
  },
  {
    name: 'DigitalOcean takes HTTP/2 only on the ports listed for it',
    nodes: digitalOcean,
    port: https,
    annotations: `${beta}/do-loadbalancer-http2-ports: '443', ${beta}/do-loadbalancer-certificate-id: abc`,
    vendor: 'digitalocean-lb',
    title: 'DigitalOcean load balancer',
    dial: { protocol: 'http', tls: null },
    clientTls: true,
  },
  {
    name: 'Hetzner of protocol https ends TLS, whatever the port',
    nodes: hetzner,
    annotations: 'load-balancer.hetzner.cloud/protocol: https',
    vendor: 'hetzner-lb',
    title: 'Hetzner Cloud load balancer',
    dial: { protocol: 'http', tls: null },
    clientTls: true,
  },
  {
    name: 'Hetzner carries TCP by default',
    nodes: hetzner,
    annotations: 'load-balancer.hetzner.cloud/location: fsn1',
    vendor: 'hetzner-lb',
    title: 'Hetzner Cloud load balancer',
    dial: { addressing: 'node-port', ...plaintext },
    carries: true,
  },
  {
    name: 'Azure leaves its own address in place, so no node port is dialled',
    nodes: ['azure:///subscriptions/a/vm'],
    title: 'Azure Load Balancer',
    dial: { addressing: 'service-vip', ...plaintext },
    carries: true,
  },
  {
    name: 'Azure without floating IP dials node ports',
    nodes: ['azure:///subscriptions/a/vm'],
    annotations: `${beta}/azure-disable-load-balancer-floating-ip: 'true'`,
    title: 'Azure Load Balancer',
    dial: { addressing: 'node-port' },
    carries: true,
  },
  {
    name: 'Oracle writes its ids without a scheme',
    nodes: ['ocid1.instance.oc1.eu-frankfurt-1.abc'],
    title: 'Oracle Cloud load balancer',
    dial: { addressing: 'node-port', ...plaintext },
    carries: true,
  },
  {
    name: 'Alibaba with backend-type eni dials pods',
    nodes: ['cn-hangzhou.i-bp1abc'],
    annotations: `${beta}/backend-type: eni`,
    title: 'Alibaba Cloud load balancer',
    dial: { addressing: 'pod-ip' },
    carries: true,
  },
  {
    name: 'a listener of HTTPS ends TLS, and reads HTTP',
    nodes: ['cn-hangzhou.i-bp1abc'],
    annotations: `${beta}/backend-type: eni, ${beta}/alibaba-cloud-loadbalancer-protocol-port: 'https:443'`,
    port: https,
    title: 'Alibaba Cloud load balancer',
    dial: { addressing: 'pod-ip', protocol: 'http', ...plaintext },
    clientTls: true,
  },
  {
    name: 'MetalLB is told by the pool that it writes down',
    annotations: 'metallb.io/ip-allocated-from-pool: main',
    title: 'MetalLB load balancer',
    dial: { addressing: 'service-vip', ...plaintext },
    carries: true,
  },
  {
    name: 'MetalLB is told by its pool where the class has a name of its own, and that is said',
    spec: `${lb}\n  loadBalancerClass: example.com/metallb`,
    annotations: 'metallb.io/ip-allocated-from-pool: main',
    title: 'MetalLB load balancer',
    dial: {
      addressing: 'service-vip',
      certainty: 'inferred',
      caveats: [expect.stringContaining('example.com/metallb')],
    },
    carries: true,
  },
  {
    name: 'settings alone are a hint, and said to be one',
    annotations: 'load-balancer.hetzner.cloud/location: fsn1',
    vendor: 'hetzner-lb',
    title: 'Hetzner Cloud load balancer',
    dial: {
      certainty: 'inferred',
      caveats: [
        expect.stringContaining('load-balancer.hetzner.cloud/location'),
      ],
    },
    carries: true,
  },
  {
    name: 'without class, annotation and providerID nobody is guessed',
    title: 'load balancer of the Service',
    dial: {
      certainty: 'inferred',
      caveats: [expect.stringContaining('no node has a providerID')],
    },
    carries: true,
  },
  {
    name: 'nodes of several clouds tell nothing',
    nodes: [...aws, ...hetzner],
    title: 'load balancer of the Service',
    dial: {
      certainty: 'inferred',
      caveats: [expect.stringContaining('aws, hcloud')],
    },
    carries: true,
  },
  {
    name: 'a class that nobody here knows is said to be unknown',
    spec: `${lb}\n  loadBalancerClass: example.com/lb`,
    nodes: aws,
    title: 'load balancer of the Service',
    dial: {
      certainty: 'inferred',
      caveats: [expect.stringContaining('example.com/lb')],
    },
    carries: true,
  },
  {
    name: 'without node ports nodes are reached at the address of a load balancer that is not known',
    port: 'name: http, port: 80, targetPort: 8080',
    title: 'load balancer of the Service',
    dial: { addressing: 'service-vip', certainty: 'inferred' },
    carries: true,
  },
  {
    name: 'without node ports one that dials them is told nothing that could work',
    nodes: hetzner,
    port: 'name: http, port: 80, targetPort: 8080',
    vendor: 'hetzner-lb',
    title: 'Hetzner Cloud load balancer',
    dial: {
      addressing: 'node-port',
      certainty: 'unknown',
      caveats: [expect.stringContaining('has no node port for port 80')],
    },
    carries: true,
  },
  {
    name: 'a node port is the product of nobody',
    spec: 'type: NodePort',
    nodes: aws,
    title: 'node port of the Service',
    dial: { addressing: 'node-port', ...plaintext },
    carries: true,
  },
  {
    name: 'an external IP leads to a Service of any type',
    spec: 'type: ClusterIP\n  externalIPs: [203.0.113.7]',
    port: 'name: http, port: 80, targetPort: 8080',
    title: 'external IP of the Service',
    dial: { addressing: 'service-vip', ...plaintext },
    carries: true,
  },
];

function node(providerId: string, index: number): string {
  return `---
apiVersion: v1
kind: Node
metadata: { name: node-${index} }
spec: { providerID: '${providerId}' }
`;
}

function stateWith(one: Partial<Case>) {
  const port =
    one.port ?? 'name: http, port: 80, targetPort: 8080, nodePort: 30080';
  return stateOf(
    objectsOf(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop, annotations: { ${
      one.annotations ?? ''
    } } }
spec:
  ${one.spec ?? lb}
  clusterIP: 10.96.0.1
  ports: [{ ${port} }]
${(one.nodes ?? []).map(node).join('')}`),
  );
}

function routesIn(state: ReturnType<typeof stateWith>) {
  return state
    .list(services)
    .flatMap(service => loadBalancerRoutesTo(state, service));
}

describe('loadBalancerRoutesTo', () => {
  it.each(cases)('$name', one => {
    const [route] = routesIn(stateWith(one));
    expect(route).toMatchObject({
      edge: {
        ref: {
          vendor: one.vendor ?? 'service-load-balancer',
          title: one.title,
        },
      },
      dial: one.dial,
      clientTls: one.clientTls ?? false,
    });
    expect(route.carriesConnections ?? false).toBe(one.carries ?? false);
  });

  it('asks for the verb that would settle whose load balancer it is', () => {
    const state = stateWith({});
    state.forbid({ group: '', kind: 'Node' }, 'nodes is forbidden');
    const [{ dial }] = routesIn(state);
    expect(dial.caveats).toEqual([
      expect.stringContaining('list and watch on nodes would settle it'),
    ]);
  });

  it.each([
    ['the load balancer', aws, 'Local', "the load balancer's address"],
    ['the client', ['gce://p/z/n'], 'Local', "the client's address"],
    ['the node', aws, 'Cluster', 'the node for a client'],
  ])('says that pods see %s', (_, nodes, policy, seen) => {
    const spec = `${lb}\n  externalTrafficPolicy: ${policy}`;
    const [{ dial }] = routesIn(stateWith({ nodes, spec }));
    expect(dial.reasons.at(-1)?.text).toContain(seen);
  });

  it('leaves a Service that is closed to the outside alone', () => {
    expect(routesIn(stateWith({ spec: 'type: ClusterIP' }))).toEqual([]);
  });

  it.each([
    ['Local', "see the client's address"],
    ['Cluster', 'sees the node for a client'],
  ])(
    'tells what externalTrafficPolicy %s leaves of the client',
    (policy, told) => {
      const spec = `type: NodePort\n  externalTrafficPolicy: ${policy}`;
      const [{ dial }] = routesIn(stateWith({ spec }));
      expect(dial.reasons.map(reason => reason.text).join(' ')).toContain(told);
    },
  );
});
