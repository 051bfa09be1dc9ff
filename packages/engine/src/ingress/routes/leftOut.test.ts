import { readFileSync } from 'fs';
import { join } from 'path';
import { objectsOf } from '../../testing/demo';
import { services } from '../../state/kinds/service';
import { runningCluster } from '../grid/runningCluster';
import { leftOutOf } from './routes';

/** Why nothing comes of routes to shop/cart, where a vendor runs as its grid has it. */
function reasons(vendor: string, manifests: string): readonly string[] {
  const read = (...names: string[]) =>
    readFileSync(join(__dirname, '..', 'grid', ...names), 'utf8');
  const texts = [read('base.yaml'), read(vendor, 'controller.yaml'), manifests];
  const state = runningCluster(
    texts.flatMap(text => objectsOf(text, vendor)),
    'outside',
  );
  const cart = state.get(services, 'shop', 'cart');
  if (!cart) throw new Error('The grid has no Service shop/cart.');
  return leftOutOf(state, cart).map(({ why }) => why);
}

interface Asked {
  readonly className: string;
  readonly name?: string;
  readonly annotation?: string;
  readonly host?: string | null;
  readonly path?: string;
  readonly created?: string;
}

function ingress({
  className,
  name = 'web',
  annotation = '',
  host = 'shop.example.com',
  path = '/',
  created = '2026-01-02T00:00:00Z',
}: Asked): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, creationTimestamp: '${created}', annotations: { ${annotation} } }
spec:
  ingressClassName: ${className}
  rules:
    - ${host === null ? '' : `host: ${host}\n      `}http:
        paths:
          - path: ${path}
            pathType: Prefix
            backend: { service: { name: cart, port: { number: 80 } } }
`;
}

const older = '2026-01-01T00:00:00Z';

function mapping(spec: string): string {
  return `
apiVersion: getambassador.io/v3alpha1
kind: Mapping
metadata: { name: web, namespace: shop }
spec: { hostname: shop.example.com, prefix: /, ${spec} }
`;
}

const cases: readonly [vendor: string, manifests: string, why: string][] = [
  [
    'nginx-inc',
    ingress({ className: 'nginx', host: null }),
    'one of its rules names no host, which is refused unless -allow-empty-ingress-host is set',
  ],
  [
    'nginx-inc',
    ingress({
      className: 'nginx',
      annotation: 'nginx.org/ssl-services: "cart,till"',
    }),
    'annotation nginx.org/ssl-services names Service till, to which none of its rules leads',
  ],
  [
    'nginx-inc',
    ingress({
      className: 'nginx',
      annotation: 'nginx.org/server-snippets: "gzip on;"',
    }),
    'annotation nginx.org/server-snippets is refused, as flag -enable-snippets is not set',
  ],
  [
    'nginx-inc',
    ingress({ className: 'nginx', annotation: 'nginx.org/hsts: "yes"' }),
    'annotation nginx.org/hsts is neither true nor false',
  ],
  [
    'nginx-inc',
    ingress({
      className: 'nginx',
      annotation: 'nginx.org/mergeable-ingress-type: minion',
    }),
    'it is a minion, and shop.example.com has no master',
  ],
  [
    'nginx-inc',
    `${ingress({
      className: 'nginx',
      name: 'first',
      created: older,
    })}---${ingress({ className: 'nginx', path: '/more' })}`,
    'Ingress shop/first is older and has host shop.example.com, which is for one object alone',
  ],
  [
    'haproxy-ingress',
    `${ingress({
      className: 'haproxy',
      name: 'first',
      created: older,
    })}---${ingress({ className: 'haproxy' })}`,
    'Ingress shop/first has the host and path before it',
  ],
  [
    'haproxy-ingress',
    ingress({
      className: 'haproxy',
      path: '/cart',
      annotation: 'haproxy-ingress.github.io/tcp-service-port: "9000"',
    }),
    'it is for connections, by tcp-service-port, and those have no path but the root',
  ],
  [
    'haproxytech',
    ingress({
      className: 'haproxy',
      host: null,
      annotation: 'haproxy.org/ssl-passthrough: "true"',
    }),
    'it passes TLS through by name, and the rule has no host',
  ],
  [
    'cilium',
    ingress({
      className: 'cilium',
      path: '/cart',
      annotation: 'ingress.cilium.io/tls-passthrough: enabled',
    }),
    'it passes TLS through, and only for the path /',
  ],
  [
    'emissary',
    mapping('service: cart, resolver: consul'),
    'its resolver consul looks in Consul, and not in Kubernetes',
  ],
  [
    'emissary',
    mapping('service: cart, load_balancer: { policy: round_robin }'),
    'its load_balancer needs a resolver of endpoints, and it has one of Services',
  ],
  [
    'emissary',
    mapping('service: "cart:9999"'),
    'it leads to cart:9999, and Service shop/cart has no such port',
  ],
];

describe('what an edge says of a route that it makes nothing of', () => {
  it.each(
    cases.map(([vendor, manifests, why]) => ({ vendor, manifests, why })),
  )('at $vendor, that $why', ({ vendor, manifests, why }) => {
    expect(reasons(vendor, manifests)).toEqual([why]);
  });

  it('is nothing where an Ingress by annotation and one by class have hosts of their own', () => {
    const annotated = ingress({
      className: 'haproxy',
      name: 'first',
      host: 'other.example.com',
    }).replace(
      'annotations: {',
      'annotations: { kubernetes.io/ingress.class: haproxy,',
    );
    expect(
      reasons(
        'haproxy-ingress',
        `${annotated}---${ingress({ className: 'haproxy' })}`,
      ),
    ).toEqual([]);
  });
});
