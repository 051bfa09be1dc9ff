import {
  ambientPod,
  cluster,
  gatewayPod,
  istio,
  plainPod,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';
import type { Connection } from '../connection';

const edge = { ip: '10.1.0.9', spec: {} };
const cart = { ip: '10.1.0.1' };
const outside = plainPod('edge/nginx', edge);
const inMesh = sidecarPod('edge/nginx', { ip: '10.1.0.9' });
const workload = sidecarPod('shop/cart-0', cart);
const http = service(
  'shop/cart',
  '10.96.0.1',
  [{ name: 'http', port: 80, targetPort: 8080 }],
  { 'cart-0': '10.1.0.1' },
);
const tcp = service(
  'shop/cart',
  '10.96.0.1',
  [{ name: 'tcp', port: 80, targetPort: 8080 }],
  { 'cart-0': '10.1.0.1' },
);

const policy = (spec: Record<string, unknown>, key = 'shop/guard') =>
  ({
    ...istio('AuthorizationPolicy', key, spec),
    apiVersion: 'security.istio.io/v1',
  } as const);
const from = (source: object) => policy({ rules: [{ from: [{ source }] }] });
const fromEdge = from({ namespaces: ['edge'] });
const byMethod = policy({
  rules: [{ to: [{ operation: { methods: ['GET'] } }] }],
});
const strict = {
  ...istio('PeerAuthentication', 'shop/default', { mtls: { mode: 'STRICT' } }),
  apiVersion: 'security.istio.io/v1',
};

function ask(objects: readonly unknown[], more: Partial<Connection> = {}) {
  const [arrival] = connect(cluster(objects), {
    from: 'edge/nginx',
    address: '10.96.0.1',
    port: 80,
    host: 'cart.shop',
    protocol: 'http',
    ...more,
  });
  const { wire, outcome, certainty, refusedBy = [] } = arrival;
  return [wire, outcome, certainty, ...refusedBy].join(' ');
}

const guard = 'AuthorizationPolicy shop/guard';

describe('the policies of a pod', () => {
  it.each([
    [
      'refuse plaintext where they ask for a namespace',
      [outside, workload, http, fromEdge],
      `plaintext rejected proven ${guard}`,
    ],
    [
      'let in the namespace that they name',
      [inMesh, workload, http, fromEdge],
      'istio-mtls accepted proven',
    ],
    [
      'let in the service account that they name',
      [inMesh, workload, http, from({ serviceAccounts: ['edge/default'] })],
      'istio-mtls accepted proven',
    ],
    [
      'refuse another',
      [inMesh, workload, http, from({ serviceAccounts: ['edge/mail'] })],
      `istio-mtls rejected proven ${guard}`,
    ],
    [
      'leave a doubt where they go by the request',
      [inMesh, workload, http, byMethod],
      'istio-mtls accepted inferred',
    ],
    [
      'refuse bytes where they go by the request',
      [inMesh, workload, tcp, byMethod],
      `istio-mtls rejected proven ${guard}`,
    ],
    [
      'are not asked where STRICT refuses before',
      [outside, workload, http, strict, fromEdge],
      'plaintext rejected proven',
    ],
    [
      'are asked by nobody where no proxy takes connections in',
      [outside, plainPod('shop/cart-0', cart), http, fromEdge],
      'plaintext accepted proven',
    ],
    [
      'are asked by nobody at a port that is not redirected',
      [
        outside,
        sidecarPod('shop/cart-0', { ...cart, redirect: { '-d': '8080' } }),
        http,
        fromEdge,
      ],
      'plaintext accepted proven',
    ],
    [
      'hold for other namespaces where they are in the root namespace',
      [outside, workload, http, policy({}, 'istio-system/nothing')],
      'plaintext rejected proven AuthorizationPolicy istio-system/nothing',
    ],
    [
      'mean nothing to other workloads',
      [
        outside,
        workload,
        http,
        policy({ selector: { matchLabels: { app: 'mail' } } }),
      ],
      'plaintext accepted proven',
    ],
    [
      'refuse plaintext at a ztunnel',
      [outside, ambientPod('shop/cart-0', cart), http, fromEdge],
      `plaintext rejected proven ${guard}`,
    ],
    [
      'let HBONE in by its identity',
      [
        ambientPod('edge/nginx', { ip: '10.1.0.9' }),
        ambientPod('shop/cart-0', cart),
        http,
        fromEdge,
      ],
      'istio-mtls accepted proven',
    ],
    [
      'refuse at a ztunnel whatever goes by the request',
      [
        ambientPod('edge/nginx', { ip: '10.1.0.9' }),
        ambientPod('shop/cart-0', cart),
        http,
        byMethod,
      ],
      `istio-mtls rejected proven ${guard}`,
    ],
  ])('%s', (_, objects, expected) => {
    expect(ask(objects)).toBe(expected);
  });

  it('cannot be known to let in a certificate that a client has of its own', () => {
    const own = { tls: 'mtls', address: '10.1.0.1', port: 8080 } as const;
    expect(ask([outside, workload, http, fromEdge], own)).toBe(
      'istio-mtls accepted inferred',
    );
  });

  it('take TLS that the application ends for bytes of nobody', () => {
    const own = { tls: 'tls', address: '10.1.0.1', port: 8080 } as const;
    expect(ask([outside, workload, tcp, byMethod], own)).toBe(
      `app-tls rejected proven ${guard}`,
    );
    const byPort = policy({
      rules: [{ to: [{ operation: { ports: ['8080'] } }] }],
    });
    expect(ask([outside, workload, tcp, byPort], own)).toBe(
      'app-tls accepted proven',
    );
  });

  it('know the mesh by the trust domain that its proxies have', () => {
    const mesh = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace: 'istio-system' },
      data: {
        mesh: 'trustDomain: td.example\ntrustDomainAliases: [old.example]\n',
      },
    };
    const by = (domain: string) =>
      ask([
        mesh,
        inMesh,
        workload,
        http,
        from({ principals: [`${domain}/ns/edge/sa/default`] }),
      ]);
    for (const name of ['td.example', 'old.example', 'cluster.local']) {
      expect(by(name)).toBe('istio-mtls accepted proven');
    }
    expect(by('other.example')).toMatch(/ rejected /);
  });
});

describe('the policies of an Istio gateway', () => {
  const gateway = (mode?: string) => [
    gatewayPod('edge/gw', { ip: '10.1.0.8' }),
    istio('Gateway', 'edge/gw', {
      selector: { app: 'gw' },
      servers: [
        {
          port: { number: 80, name: 'in', protocol: mode ? 'HTTPS' : 'HTTP' },
          hosts: ['*'],
          ...(mode && { tls: { mode, credentialName: 'own' } }),
        },
      ],
    }),
    istio('VirtualService', 'shop/outside', {
      hosts: ['*'],
      gateways: ['edge/gw'],
      http: [{ route: [{ destination: { host: 'cart.shop' } }] }],
    }),
  ];
  const names = policy(
    {
      selector: { matchLabels: { app: 'gw' } },
      rules: [{ from: [{ source: { principals: ['*'] } }] }],
    },
    'edge/guard',
  );
  const atGateway = { from: null, address: '10.1.0.8' } as const;

  it.each([
    [undefined, {}, 'plaintext rejected proven AuthorizationPolicy edge/guard'],
    [
      'SIMPLE',
      { tls: 'tls' },
      'app-tls rejected proven AuthorizationPolicy edge/guard',
    ],
    // Which certificate that is, and whether there is one, cannot be read.
    ['MUTUAL', { tls: 'tls' }, 'app-tls accepted inferred'],
    ['ISTIO_MUTUAL', { tls: 'mtls' }, 'istio-mtls accepted inferred'],
  ] as const)('hold at a server with TLS %s', (mode, more, expected) => {
    const objects = [workload, http, gateway(mode), names];
    expect(ask(objects, { ...atGateway, ...more })).toBe(expected);
  });
});
