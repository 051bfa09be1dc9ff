import { objectsOf, stateOf } from '../../testing/demo';
import { services } from '../../state/kinds/service';
import { ingressRoutesTo } from './ingressRoutes';

interface Case {
  readonly name: string;
  readonly ingress?: string;
  readonly service?: string;
  readonly configMap?: string;
  readonly controller?: string;
  readonly className?: string;
  readonly clusterIp?: string;
  readonly flags?: string;
  /** Annotation of an older Ingress to the same Service port. */
  readonly older?: string;
  readonly expected: object;
}

const nginx = 'nginx.ingress.kubernetes.io';
const alb = 'alb.ingress.kubernetes.io';

const cases: readonly Case[] = [
  {
    name: 'ingress-nginx dials pods and keeps the Host by default',
    expected: { addressing: 'pod-ip', host: { kind: 'client' }, tls: null },
  },
  {
    name: 'service-upstream on the Ingress makes it dial the Service',
    ingress: `${nginx}/service-upstream: 'true'`,
    expected: { addressing: 'service-vip' },
  },
  {
    name: "a false service-upstream on the Ingress hides the ConfigMap's true",
    ingress: `${nginx}/service-upstream: 'no'`,
    configMap: `service-upstream: 'true'`,
    expected: { addressing: 'pod-ip' },
  },
  {
    name: 'service-upstream in the ConfigMap holds where the Ingress is silent',
    configMap: `service-upstream: 'true'`,
    expected: { addressing: 'service-vip' },
  },
  {
    name: 'a headless Service leaves pods to dial, whatever the switch',
    ingress: `${nginx}/service-upstream: 'true'`,
    clusterIp: 'None',
    expected: { addressing: 'pod-ip' },
  },
  {
    name: 'upstream-vhost replaces the Host',
    ingress: `${nginx}/upstream-vhost: cart.shop.svc.cluster.local`,
    expected: {
      host: { kind: 'fixed', value: 'cart.shop.svc.cluster.local' },
    },
  },
  {
    name: 'backend-protocol HTTPS makes it start TLS',
    ingress: `${nginx}/backend-protocol: HTTPS`,
    expected: { protocol: 'http', tls: { sni: '', startedBy: 'edge' } },
  },
  {
    name: 'backend-protocol GRPC is HTTP/2 without TLS',
    ingress: `${nginx}/backend-protocol: GRPC`,
    expected: { protocol: 'http2', tls: null },
  },
  {
    name: 'ssl-passthrough counts only where the controller has its flag',
    ingress: `${nginx}/ssl-passthrough: 'true'`,
    expected: { tls: null },
  },
  {
    name: "ssl-passthrough carries the client's TLS through",
    ingress: `${nginx}/ssl-passthrough: 'true'`,
    flags: ', --enable-ssl-passthrough',
    expected: { tls: { sni: null, startedBy: 'client' } },
  },
  {
    name: 'a snippet can change anything, so what is dialled is inferred',
    ingress: `${nginx}/configuration-snippet: 'client_max_body_size 1m;'`,
    expected: {
      certainty: 'inferred',
      caveats: [expect.stringContaining('configuration-snippet')],
    },
  },
  {
    name: 'a snippet that sets a Host leaves what is sent unknown',
    ingress: `${nginx}/configuration-snippet: 'proxy_set_header Host x;'`,
    expected: {
      certainty: 'unknown',
      caveats: [expect.stringContaining('may change the Host')],
    },
  },
  {
    name: 'a ConfigMap that is not read leaves the defaults inferred',
    flags: ', --configmap=elsewhere/settings',
    expected: {
      certainty: 'inferred',
      caveats: [expect.stringContaining('elsewhere/settings')],
    },
  },
  {
    name: 'of several Ingresses to a Service port the oldest says what is dialled',
    ingress: `${nginx}/service-upstream: 'true'`,
    older: `${nginx}/service-upstream: 'false'`,
    expected: { addressing: 'pod-ip' },
  },
  {
    name: 'the ALB sends to node ports by default',
    controller: 'ingress.k8s.aws/alb',
    expected: { addressing: 'node-port' },
  },
  {
    name: 'target-type ip makes the ALB send to pods',
    controller: 'ingress.k8s.aws/alb',
    ingress: `${alb}/target-type: ip`,
    expected: { addressing: 'pod-ip' },
  },
  {
    name: "the Service's target-type beats the Ingress'",
    controller: 'ingress.k8s.aws/alb',
    ingress: `${alb}/target-type: instance`,
    service: `${alb}/target-type: ip`,
    expected: { addressing: 'pod-ip' },
  },
  {
    name: 'an annotation of another vendor is no setting',
    controller: 'ingress.k8s.aws/alb',
    ingress: `${nginx}/service-upstream: 'true'`,
    expected: { addressing: 'node-port' },
  },
  {
    name: 'GKE sends to node ports without a NEG',
    className: 'gce',
    expected: { addressing: 'node-port' },
  },
  {
    name: 'a NEG makes GKE send to pods',
    className: 'gce',
    service: `cloud.google.com/neg: '{"ingress":true}'`,
    expected: { addressing: 'pod-ip' },
  },
  {
    name: 'a NEG annotation that is no JSON changes nothing',
    className: 'gce',
    service: `cloud.google.com/neg: '{ingress'`,
    expected: { addressing: 'node-port' },
  },
];

function olderIngress(annotation: string): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: z-older
  namespace: shop
  creationTimestamp: '2026-01-01T00:00:00Z'
  annotations: { ${annotation} }
spec:
  ingressClassName: edge
  rules:
    - host: old.example.com
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { name: http } } } }]
`;
}

function fixture(one: Case): string {
  const className =
    one.className === undefined ? '' : `kubernetes.io/ingress.class: gce`;
  return `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: edge }
spec: { controller: ${one.controller ?? 'k8s.io/ingress-nginx'} }
---
apiVersion: v1
kind: Pod
metadata:
  name: nginx-1
  namespace: edge
  labels: { app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller }
spec:
  containers:
    - name: controller
      image: registry.k8s.io/ingress-nginx/controller:v1.15.1
      args: [/nginx-ingress-controller${
        one.flags ?? ''
      }, --configmap=$(POD_NAMESPACE)/ingress-nginx-controller]
status: { phase: Running, podIP: 10.1.0.1 }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ingress-nginx-controller, namespace: edge }
data: { ${one.configMap ?? ''} }
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
  annotations: { ${one.service ?? ''} }
spec:
  type: ${one.clusterIp === undefined ? 'NodePort' : 'ClusterIP'}
  clusterIP: ${one.clusterIp ?? '10.96.0.1'}
  clusterIPs: [${one.clusterIp ?? '10.96.0.1'}]
  ports: [{ name: http, port: 80, targetPort: 8080, nodePort: 30080 }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  creationTimestamp: '2026-02-02T00:00:00Z'
  annotations:
    example.com/kept: 'yes'
    ${className}
    ${one.ingress ?? ''}
spec:
  ${one.className === undefined ? 'ingressClassName: edge' : ''}
  rules:
    - host: shop.example.com
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { name: http } } } }]
${one.older === undefined ? '' : olderIngress(one.older)}`;
}

function routesIn(yaml: string) {
  const state = stateOf(objectsOf(yaml));
  return state
    .list(services)
    .flatMap(service => ingressRoutesTo(state, service));
}

describe('ingressRoutesTo', () => {
  it.each(cases)('$name', one => {
    const [route] = routesIn(fixture(one));
    expect(route.dial).toMatchObject(one.expected);
    expect(route.backend).toEqual({
      namespace: 'shop',
      service: 'cart',
      port: 80,
    });
  });

  it('binds an Ingress of an unknown class to nobody', () => {
    const controller = 'example.com/unheard-of';
    expect(routesIn(fixture({ name: '', expected: {}, controller }))).toEqual(
      [],
    );
  });

  it.each([
    ['ImplementationSpecific', '/cart/[0-9]+', true],
    ['ImplementationSpecific', '/*', true],
    ['ImplementationSpecific', '/cart', undefined],
    ['Prefix', '/cart*', undefined],
  ])('takes a path of type %s, %s, for a pattern: %s', (type, path, is) => {
    const yaml = fixture({ name: '', expected: {} })
      .replace('path: /,', `path: '${path}',`)
      .replace('pathType: Prefix', `pathType: ${type}`);
    expect(routesIn(yaml).map(route => route.pathIsPattern)).toEqual([is]);
  });
});
