import { analyze } from '../posture/analyze';
import { stateOfCase } from '../posture/findings/cases/findingCases';
import type { ServicePosture } from '../posture/servicePosture';
import { objectsOf } from '../testing/demo';

const cart = ['backend-sidecar', 'service-http', 'nginx-outside', 'ingress'];

function cartOf(pieces: readonly string[], yaml = ''): ServicePosture {
  const state = stateOfCase({ pieces });
  for (const object of objectsOf(yaml)) state.upsert(object);
  const found = analyze(state).find(one => one.service.name === 'cart');
  if (!found) throw new Error('The cart has no posture.');
  return found;
}

/** "client → GKE Ingress → …: plaintext accepted, …" of each path. */
function drawn({ paths }: ServicePosture): readonly string[] {
  return paths.map(({ mode, nodes, hops }) => {
    const names = nodes.map(node => node.name.split(' ')[0]).join(' → ');
    const wires = hops.map(hop => `${hop.to} ${hop.wire} ${hop.outcome}`);
    return `${mode}: ${names}: ${wires.join(', ')}`;
  });
}

const clusterIp = `
apiVersion: v1
kind: Service
metadata: { name: nginx, namespace: edge }
spec:
  type: ClusterIP
  clusterIP: 10.96.9.1
  selector: { app.kubernetes.io/name: ingress-nginx }
  ports: [{ name: http, port: 80, targetPort: 80 }]
`;

const alb = (target: 'ip' | 'instance') => `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: front
  namespace: edge
  annotations: { alb.ingress.kubernetes.io/target-type: ${target} }
spec:
  ingressClassName: alb
  rules:
    - host: cart.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: nginx, port: { number: 80 } } }
---
apiVersion: v1
kind: Service
metadata: { name: nginx, namespace: edge }
spec:
  type: NodePort
  clusterIP: 10.96.9.1
  selector: { app.kubernetes.io/name: ingress-nginx }
  ports: [{ name: http, port: 80, targetPort: 80, nodePort: 30080 }]
`;

const secondNginx = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: internal }
spec: { controller: k8s.io/internal }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: edge }
spec:
  ingressClassName: internal
  rules:
    - host: cart.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: nginx, port: { number: 80 } } }
`;

describe('an edge in front of an edge', () => {
  it('is on the path, and clients that come straight have one of their own', () => {
    const found = cartOf([...cart, 'nginx-service', 'gke-before-nginx']);
    expect(drawn(found)).toEqual([
      expect.stringMatching(
        /^standalone: Clients → ingress-nginx → cart: edge plaintext accepted, workload plaintext accepted$/,
      ),
      expect.stringMatching(
        /^standalone: Clients → Google → ingress-nginx → cart: edge plaintext accepted, edge plaintext accepted, workload plaintext accepted$/,
      ),
    ]);
  });

  it('is the only way where the Service of the second is not open', () => {
    const found = cartOf(
      [...cart, 'nginx-service', 'gke-before-nginx'],
      clusterIp,
    );
    expect(found.paths).toHaveLength(1);
    expect(found.paths[0].nodes.map(node => node.role)).toEqual([
      'client',
      'edge',
      'edge',
      'workload',
    ]);
    expect(
      found.paths[0].hops.map(hop => [hop.fromNode, hop.toNode, hop.counts]),
    ).toEqual([
      [0, 1, false],
      [1, 2, false],
      [2, 3, true],
    ]);
  });

  it.each([
    ['instance', 'node-port', 30080],
    ['ip', 'pod-ip', 80],
  ] as const)(
    'is dialled as its %s targets say: %s',
    (target, addressing, port) => {
      const { paths } = cartOf([...cart, 'nginx-service'], alb(target));
      const chain = paths.find(path => path.nodes.length === 4);
      expect(chain?.hops[1]).toMatchObject({ addressing, port, to: 'edge' });
    },
  );

  it('counts where both are pods of the cluster', () => {
    const { paths } = cartOf(
      [...cart, 'nginx-service', 'second-nginx-class'],
      `${secondNginx}---${clusterIp}`,
    );
    const [chain] = paths;
    expect(chain.hops.map(hop => hop.counts)).toEqual([false, true, true]);
  });

  it('is not on paths of Hosts that it is not for', () => {
    const { paths } = cartOf(
      [...cart, 'nginx-service', 'second-nginx-class'],
      secondNginx.replace('cart.example.com', 'mail.example.com'),
    );
    expect(paths.map(path => path.nodes.length)).toEqual([3]);
  });

  it('leads on to an Istio gateway, too', () => {
    const found = cartOf(
      [
        'backend-sidecar',
        'service-http',
        'namespace-strict',
        'gateway',
        'server-http',
        'gateway-route',
        'nginx-outside',
        'nginx-service',
        'ingress-to-gateway',
        'gke-before-nginx',
      ],
      clusterIp,
    );
    expect(drawn(found)).toContainEqual(
      expect.stringMatching(
        /^chained: Clients → Google → ingress-nginx → Istio → cart: edge plaintext accepted, edge plaintext accepted, gateway plaintext accepted, workload istio-mtls accepted$/,
      ),
    );
  });

  it('that leads back to itself is cut', () => {
    const { paths } = cartOf([...cart, 'nginx-service', 'ingress-to-itself']);
    expect(paths.map(path => path.nodes.length)).toEqual([3]);
  });
});

describe('an Istio gateway before an ingress controller', () => {
  const gateway = ['gateway', 'server-http'];
  const toNginx = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: legacy, namespace: istio-system }
spec:
  hosts: [cart.example.com]
  gateways: [web]
  http: [{ route: [{ destination: { host: nginx.edge.svc.cluster.local, port: { number: 80 } } }] }]
`;
  const before = (pieces: readonly string[]) =>
    drawn(
      cartOf(
        [...pieces, 'service-http', 'nginx-service', 'ingress', ...gateway],
        `${clusterIp}---${toNginx}`,
      ),
    );

  it('is on the way, and the controller has no other', () => {
    expect(before(['backend-sidecar', 'nginx-outside'])).toEqual([
      'standalone: Clients → Istio → ingress-nginx → cart: gateway plaintext accepted, edge plaintext accepted, workload plaintext accepted',
    ]);
  });

  it('sends mTLS that a sidecar without inbound capture never sees', () => {
    expect(before(['backend-sidecar', 'nginx-sidecar'])).toEqual([
      expect.stringMatching(/edge istio-mtls rejected, workload/),
    ]);
  });

  it('is no other way for a Host that the Ingress is not for', () => {
    const { paths } = cartOf(
      [...cart, 'nginx-service', ...gateway],
      `${clusterIp}---${toNginx.replace('cart.example.com', 'x.example.com')}`,
    );
    expect(paths.map(path => path.nodes.length)).toEqual([3]);
  });

  it('puts a Host of its own in the place of the one that the Ingress is for', () => {
    const rewriting = toNginx
      .replace('cart.example.com', 'old.example.com')
      .replace(
        '{ route:',
        '{ rewrite: { authority: cart.example.com }, route:',
      );
    const forAnyHost = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }]
`;
    const { paths } = cartOf(
      [...cart, 'nginx-service', 'gateway'],
      `${clusterIp}---${forAnyHost}---${rewriting}`,
    );
    expect(paths.map(({ route, hops }) => [route.host, hops[1].host])).toEqual([
      ['old.example.com', 'cart.example.com'],
    ]);
  });
});
