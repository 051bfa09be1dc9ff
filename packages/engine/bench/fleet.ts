import { manifest, Manifest } from './manifest';
import { pod } from './pod';
import { seeded } from './random';

const podsOfService = 10;
const servicesOfNamespace = 25;

/**
 * A cluster of so many Services with ten pods each, object by object: most in the mesh, a third behind
 * ingress-nginx, a quarter behind an Istio gateway, a tenth behind both, the rest for the mesh alone;
 * policies, rules and routes as fleets have them. The same for the same seed.
 */
export function* fleet(services: number, seed = 1): Iterable<Manifest> {
  const random = seeded(seed);
  yield* platform(services);
  const namespaces = Math.ceil(services / servicesOfNamespace);
  for (let index = 0; index < namespaces; index += 1) {
    yield* namespaceObjects(`team-${index}`, random);
  }
  for (let index = 0; index < services; index += 1) {
    yield* serviceObjects(index, random);
  }
}

function* platform(services: number): Iterable<Manifest> {
  yield manifest('ConfigMap', 'istio-system/istio', {
    data: { mesh: 'rootNamespace: istio-system\n' },
  });
  yield manifest('PeerAuthentication', 'istio-system/default', {
    spec: { mtls: { mode: 'PERMISSIVE' } },
  });
  yield manifest('IngressClass', 'nginx', {
    spec: { controller: 'k8s.io/ingress-nginx' },
  });
  for (const name of ['istio-system', 'edge']) {
    yield manifest(
      'Namespace',
      name,
      {},
      { 'kubernetes.io/metadata.name': name },
    );
  }
  for (let node = 0; node < Math.max(3, services / 10); node += 1) {
    yield manifest('Node', `node-${node}`, {
      status: {
        addresses: [
          { type: 'InternalIP', address: `10.0.${node >> 8}.${node & 255}` },
        ],
      },
    });
  }
  yield* edge('edge', 'nginx', 'none', 1, {
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/component': 'controller',
  });
  yield* edge('istio-system', 'gateway', 'router', 2, {
    istio: 'ingressgateway',
  });
  yield manifest('Gateway', 'istio-system/public', {
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
      ],
    },
  });
}

function* edge(
  namespace: string,
  app: string,
  proxy: 'router' | 'none',
  number: number,
  labels: Readonly<Record<string, string>>,
): Iterable<Manifest> {
  const key = `${namespace}/${app}`;
  const ips = [0, 1, 2].map(index => `10.255.${number}.${index + 1}`);
  for (const [index, ip] of ips.entries()) {
    yield pod({ key: `${key}-${index}`, ip, app, node: index, proxy, labels });
  }
  yield service(key, `10.96.255.${number}`, labels, 'LoadBalancer');
  yield slice(key, ips);
}

function* namespaceObjects(
  name: string,
  random: () => number,
): Iterable<Manifest> {
  yield manifest(
    'Namespace',
    name,
    {},
    { 'kubernetes.io/metadata.name': name, 'istio-injection': 'enabled' },
  );
  if (random() < 0.3) {
    yield manifest('PeerAuthentication', `${name}/default`, {
      spec: { mtls: { mode: 'STRICT' } },
    });
  }
  if (random() < 0.2) {
    yield manifest('Sidecar', `${name}/default`, {
      spec: { egress: [{ hosts: ['./*', 'istio-system/*'] }] },
    });
  }
  if (random() < 0.3) {
    yield manifest('ServiceEntry', `${name}/payments`, {
      spec: {
        hosts: [`api.${name}.example.org`],
        location: 'MESH_EXTERNAL',
        resolution: 'DNS',
        ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
      },
    });
  }
}

function* serviceObjects(
  index: number,
  random: () => number,
): Iterable<Manifest> {
  const namespace = `team-${Math.floor(index / servicesOfNamespace)}`;
  const name = `service-${index}`;
  const key = `${namespace}/${name}`;
  const meshed = random() < 0.8;
  const ips = Array.from({ length: podsOfService }, (_, one) =>
    address(10 + (index >> 12), index * 16 + one),
  );
  for (const [one, ip] of ips.entries()) {
    yield pod({
      key: `${key}-${one}`,
      ip,
      app: name,
      node: (index * 7 + one) % 500,
      proxy: meshed ? 'sidecar' : 'none',
    });
  }
  yield service(key, address(97, index), { app: name });
  yield slice(key, ips);
  yield* routes(key, random);
  if (random() < 0.15) {
    yield manifest('DestinationRule', key, {
      spec: {
        host: name,
        trafficPolicy: {
          tls: { mode: random() < 0.8 ? 'ISTIO_MUTUAL' : 'DISABLE' },
        },
      },
    });
  }
  if (random() < 0.1) {
    yield manifest('AuthorizationPolicy', key, {
      spec: {
        selector: { matchLabels: { app: name } },
        rules: [{ from: [{ source: { namespaces: ['istio-system'] } }] }],
      },
    });
  }
  if (random() < 0.05) {
    yield manifest('PeerAuthentication', key, {
      spec: {
        selector: { matchLabels: { app: name } },
        mtls: { mode: 'STRICT' },
        portLevelMtls: { 8080: { mode: 'PERMISSIVE' } },
      },
    });
  }
}

function* routes(key: string, random: () => number): Iterable<Manifest> {
  const [namespace, name] = key.split('/');
  const kind = random();
  const host = `${name}.example.com`;
  if (kind < 0.35) {
    const upstream = random() < 0.5;
    yield ingress(key, host, name, {
      ...(upstream && {
        'nginx.ingress.kubernetes.io/service-upstream': 'true',
        'nginx.ingress.kubernetes.io/upstream-vhost': `${name}.${namespace}.svc.cluster.local`,
      }),
    });
  }
  if (kind >= 0.35 && kind < 0.7) {
    yield manifest('VirtualService', key, {
      spec: {
        hosts: [host],
        gateways: ['istio-system/public'],
        http: [
          { route: [{ destination: { host: name, port: { number: 80 } } }] },
        ],
      },
    });
  }
  if (kind >= 0.6 && kind < 0.7) {
    yield ingress(`istio-system/${name}`, host, 'gateway', {
      'nginx.ingress.kubernetes.io/service-upstream': 'true',
    });
  }
}

function ingress(
  key: string,
  host: string,
  backend: string,
  annotations: Readonly<Record<string, string>>,
): Manifest {
  return manifest(
    'Ingress',
    key,
    {
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host,
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: backend, port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
      status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } },
    },
    {},
    { annotations },
  );
}

function service(
  key: string,
  clusterIP: string,
  selector: Readonly<Record<string, string>>,
  type = 'ClusterIP',
): Manifest {
  return manifest('Service', key, {
    spec: {
      type,
      clusterIP,
      clusterIPs: [clusterIP],
      selector,
      ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
    },
  });
}

function slice(key: string, ips: readonly string[]): Manifest {
  const [namespace, name] = key.split('/');
  return manifest(
    'EndpointSlice',
    `${key}-x7k2p`,
    {
      addressType: 'IPv4',
      endpoints: ips.map((ip, index) => ({
        addresses: [ip],
        conditions: { ready: true, serving: true, terminating: false },
        nodeName: `node-${index}`,
        targetRef: { kind: 'Pod', namespace, name: `${name}-${index}` },
      })),
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    },
    { 'kubernetes.io/service-name': name },
  );
}

function address(prefix: number, index: number): string {
  return `10.${prefix + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
}
