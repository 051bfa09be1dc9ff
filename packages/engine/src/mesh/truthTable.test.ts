import type { ClusterState } from '../state/clusterState';
import {
  ambientPod,
  cluster,
  gatewayPod,
  istio,
  meshConfigMap,
  plainPod,
  PodOptions,
  service,
  sidecarPod,
} from '../testing/cluster';
import { connect } from './connect';
import type { Connection, GatewayConnection } from './connection';
import { throughGateway } from './throughGateway';

// The rows of a table that was worked out by hand (docs: the modes and what mTLS needs in each).
// LB: edge/lb, 10.1.0.9. Backend: shop/cart-0, 10.1.0.1, Service shop/cart, 10.96.0.1:80 → 8080.
const lbIp = { ip: '10.1.0.9' };
const backendIp = { ip: '10.1.0.1' };
const http = { name: 'http', port: 80, targetPort: 8080 };
const tcp = { name: 'tcp', port: 80, targetPort: 8080 };
const https = { name: 'https', port: 80, targetPort: 8080 };
const sniffed = { name: 'web', port: 80, targetPort: 8080 };
const straight = { name: 'http', port: 8080, targetPort: 8080 };

type Port = typeof http;

const lbOutside = plainPod('edge/lb', lbIp);
const lbSidecar = (more: Partial<PodOptions> = {}) =>
  sidecarPod('edge/lb', { ...lbIp, redirect: { '-b': '' }, ...more });
const backend = (more: Partial<PodOptions> = {}) =>
  sidecarPod('shop/cart-0', { ...backendIp, ...more });
const cart = (port: Port, vip = '10.96.0.1', more = {}) =>
  service('shop/cart', vip, [port], { 'cart-0': '10.1.0.1' }, more);

const policy = (key: string, mode: string | undefined, more = {}) =>
  istio('PeerAuthentication', key, {
    ...(mode && { mtls: { mode } }),
    ...more,
  });
const strict = policy('shop/default', 'STRICT');
const disable = policy('shop/default', 'DISABLE');
const ofCart = { selector: { matchLabels: { app: 'cart' } } };
const rule = (tls: object) =>
  istio('DestinationRule', 'shop/cart', {
    host: 'cart',
    trafficPolicy: { tls },
  });

const toPod: Connection = {
  from: 'edge/lb',
  address: '10.1.0.1',
  port: 8080,
  host: 'app.example.com',
  protocol: 'http',
};
const toService: Connection = { ...toPod, address: '10.96.0.1', port: 80 };
const named = { host: 'cart.shop.svc.cluster.local' };
const overTls = { tls: 'tls', sni: 'app.example.com' } as const;
const fromOutside = { from: null };

interface Row {
  readonly row: number;
  readonly name: string;
  readonly objects: readonly unknown[];
  readonly connection: Connection;
  /** "pod wire outcome", by commas. */
  readonly expected: string;
}

const rows: readonly Row[] = [
  {
    row: 1,
    name: 'plaintext from an LB outside the mesh is taken by PERMISSIVE',
    objects: [lbOutside, backend(), cart(http)],
    connection: toPod,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 2,
    name: 'the same is refused by STRICT',
    objects: [lbOutside, backend(), cart(http), strict],
    connection: toPod,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 3,
    name: 'DISABLE takes plaintext',
    objects: [lbOutside, backend(), cart(http), disable],
    connection: toPod,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 4,
    name: 'kube-proxy adds nothing on the way to STRICT',
    objects: [lbOutside, backend(), cart(http), strict],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 5,
    name: 'TLS to a port named http finds no filter chain',
    objects: [lbOutside, backend(), cart(http)],
    connection: { ...toPod, ...overTls },
    expected: 'cart-0 app-tls rejected',
  },
  {
    row: 6,
    name: 'TLS to a port named https goes to the application',
    objects: [lbOutside, backend(), cart(https)],
    connection: { ...toPod, ...overTls },
    expected: 'cart-0 app-tls accepted',
  },
  {
    row: 7,
    name: 'TLS without a mesh identity is refused by STRICT',
    objects: [lbOutside, backend(), cart(https), strict],
    connection: { ...toPod, ...overTls },
    expected: 'cart-0 app-tls rejected',
  },
  {
    row: 8,
    name: 'TLS to a port named http is no HTTP under DISABLE either',
    objects: [lbOutside, backend(), cart(http), disable],
    connection: { ...toPod, ...overTls },
    expected: 'cart-0 app-tls rejected',
  },
  {
    row: 9,
    name: 'an excluded inbound port is not protected by STRICT',
    objects: [
      lbOutside,
      backend({ redirect: { '-d': '8080' } }),
      cart(http),
      strict,
    ],
    connection: toPod,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 10,
    name: 'a port of the workload is PERMISSIVE under a STRICT namespace',
    objects: [
      lbOutside,
      backend(),
      cart(http),
      strict,
      policy('shop/cart', undefined, {
        ...ofCart,
        portLevelMtls: { 8080: { mode: 'PERMISSIVE' } },
      }),
    ],
    connection: toPod,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 11,
    name: 'the Service port as key has no effect',
    objects: [
      lbOutside,
      backend(),
      cart(http),
      strict,
      policy('shop/cart', undefined, {
        ...ofCart,
        portLevelMtls: { 80: { mode: 'PERMISSIVE' } },
      }),
    ],
    connection: toPod,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 12,
    name: 'ports without a selector have no effect',
    objects: [
      lbOutside,
      backend(),
      cart(http),
      policy('shop/default', 'STRICT', {
        portLevelMtls: { 8080: { mode: 'PERMISSIVE' } },
      }),
    ],
    connection: toPod,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 13,
    name: 'a selector in the root namespace has no effect',
    objects: [
      lbOutside,
      backend(),
      cart(http),
      strict,
      policy('istio-system/cart', 'PERMISSIVE', ofCart),
    ],
    connection: toPod,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 14,
    name: 'the older of two policies decides, even when it says nothing',
    objects: [
      lbOutside,
      backend(),
      cart(http),
      policy('shop/a', undefined),
      policy('shop/b', 'STRICT'),
    ],
    connection: toPod,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 15,
    name: 'a ztunnel takes plaintext',
    objects: [lbOutside, ambientPod('shop/cart-0', backendIp), cart(http)],
    connection: toPod,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 16,
    name: 'a ztunnel refuses plaintext under STRICT',
    objects: [
      lbOutside,
      ambientPod('shop/cart-0', backendIp),
      cart(http),
      strict,
    ],
    connection: toPod,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 18,
    name: 'DISABLE is PERMISSIVE to a ztunnel',
    objects: [
      lbOutside,
      ambientPod('shop/cart-0', backendIp),
      cart(http),
      policy('istio-system/default', 'STRICT'),
      disable,
    ],
    connection: toPod,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 19,
    name: 'a port DISABLE makes no exception from an inherited STRICT at a ztunnel',
    objects: [
      lbOutside,
      ambientPod('shop/cart-0', backendIp),
      cart(http),
      policy('istio-system/default', 'STRICT'),
      policy('shop/cart', undefined, {
        ...ofCart,
        portLevelMtls: { 8080: { mode: 'DISABLE' } },
      }),
    ],
    connection: toPod,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 20,
    name: 'a pod outside the mesh takes what comes',
    objects: [
      lbOutside,
      plainPod('shop/cart-0', backendIp),
      cart(http),
      strict,
    ],
    connection: toPod,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 21,
    name: 'half of a Service in the mesh refuses, half does not',
    objects: [
      lbOutside,
      backend(),
      plainPod('shop/cart-1', { ip: '10.1.0.2' }),
      service('shop/cart', '10.96.0.1', [http], {
        'cart-0': '10.1.0.1',
        'cart-1': '10.1.0.2',
      }),
      strict,
    ],
    connection: toService,
    expected: 'cart-0 plaintext rejected, cart-1 plaintext accepted',
  },
  {
    row: 22,
    name: 'a sniffed port is told by its address, whatever the Host',
    objects: [lbSidecar(), backend(), cart(sniffed), strict],
    connection: toService,
    expected: 'cart-0 istio-mtls accepted',
  },
  {
    row: 23,
    name: 'Service routing with an external Host passes through in plaintext',
    objects: [lbSidecar(), backend(), cart(http)],
    connection: toService,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 24,
    name: 'which STRICT refuses',
    objects: [lbSidecar(), backend(), cart(http), strict],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 25,
    name: 'Service routing with the Host of the Service is mTLS',
    objects: [lbSidecar(), backend(), cart(http), strict],
    connection: { ...toService, ...named },
    expected: 'cart-0 istio-mtls accepted',
  },
  {
    row: 26,
    name: 'a VirtualService that lists both hosts keeps the external one',
    objects: [
      lbSidecar(),
      backend(),
      cart(http),
      strict,
      istio('VirtualService', 'shop/cart', {
        hosts: ['app.example.com', 'cart.shop.svc.cluster.local'],
        http: [{ route: [{ destination: { host: 'cart' } }] }],
      }),
    ],
    connection: toService,
    expected: 'cart-0 istio-mtls accepted',
  },
  {
    row: 27,
    name: 'REGISTRY_ONLY blocks an unknown Host',
    objects: [
      lbSidecar(),
      backend(),
      cart(http),
      meshConfigMap('outboundTrafficPolicy: { mode: REGISTRY_ONLY }'),
    ],
    connection: toService,
    expected: ' none unroutable',
  },
  {
    row: 28,
    name: 'pod addresses pass through in plaintext',
    objects: [lbSidecar(), backend(), cart(http)],
    connection: { ...toPod, ...named },
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 29,
    name: 'which STRICT refuses',
    objects: [lbSidecar(), backend(), cart(http), strict],
    connection: toPod,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 30,
    name: 'pod address and Host of the Service work where both ports are the same number',
    objects: [lbSidecar(), backend(), cart(straight), strict],
    connection: { ...toPod, ...named },
    expected: 'cart-0 istio-mtls accepted',
  },
  {
    row: 31,
    name: 'and do not where they differ',
    objects: [lbSidecar(), backend(), cart(http), strict],
    connection: { ...toPod, ...named },
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 32,
    name: 'a headless TCP Service is known by its pods',
    objects: [
      lbSidecar(),
      backend(),
      cart({ ...tcp, port: 8080 }, 'None'),
      strict,
    ],
    connection: { ...toPod, protocol: 'tcp' },
    expected: 'cart-0 istio-mtls accepted',
  },
  {
    row: 33,
    name: 'one pod without a sidecar turns mTLS off for a headless Service',
    objects: [
      lbSidecar(),
      backend(),
      plainPod('shop/cart-1', { ip: '10.1.0.2' }),
      service('shop/cart', 'None', [{ ...tcp, port: 8080 }], {
        'cart-0': '10.1.0.1',
        'cart-1': '10.1.0.2',
      }),
      strict,
    ],
    connection: { ...toPod, protocol: 'tcp' },
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 34,
    name: 'a DestinationRule with DISABLE sends plaintext',
    objects: [
      lbSidecar(),
      backend(),
      cart(tcp),
      strict,
      rule({ mode: 'DISABLE' }),
    ],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 35,
    name: 'ISTIO_MUTUAL reaches an application that cannot read it',
    objects: [
      lbSidecar(),
      plainPod('shop/cart-0', backendIp),
      cart(tcp),
      rule({ mode: 'ISTIO_MUTUAL' }),
    ],
    connection: toService,
    expected: 'cart-0 istio-mtls rejected',
  },
  {
    row: 36,
    name: 'SIMPLE has no mesh identity',
    objects: [
      lbSidecar(),
      backend(),
      cart(http),
      strict,
      rule({ mode: 'SIMPLE' }),
    ],
    connection: { ...toService, ...named },
    expected: 'cart-0 tls rejected',
  },
  {
    row: 37,
    name: 'clients go by the namespace, so a STRICT workload under DISABLE gets plaintext',
    objects: [
      lbSidecar(),
      backend(),
      cart(tcp),
      disable,
      policy('shop/cart', 'STRICT', ofCart),
    ],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 38,
    name: 'a workload with DISABLE gets plaintext',
    objects: [
      lbSidecar(),
      backend(),
      cart(tcp),
      policy('shop/cart', 'DISABLE', ofCart),
    ],
    connection: toService,
    expected: 'cart-0 plaintext accepted',
  },
  {
    row: 39,
    name: 'a headless workload with DISABLE gets mTLS all the same',
    objects: [
      lbSidecar(),
      backend(),
      cart({ ...tcp, port: 8080 }, 'None'),
      policy('shop/cart', 'DISABLE', ofCart),
    ],
    connection: { ...toPod, protocol: 'tcp' },
    expected: 'cart-0 istio-mtls rejected',
  },
  {
    row: 40,
    name: 'without automatic mTLS nothing is encrypted',
    objects: [
      lbSidecar(),
      backend(),
      cart(tcp),
      strict,
      meshConfigMap('enableAutoMtls: false'),
    ],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 41,
    name: 'the label tlsMode=disabled turns automatic mTLS off',
    objects: [
      lbSidecar(),
      backend({ labels: { 'security.istio.io/tlsMode': 'disabled' } }),
      cart(tcp),
      strict,
    ],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 42,
    name: 'a Service that is not exported is unknown',
    objects: [
      lbSidecar(),
      backend(),
      cart(tcp, '10.96.0.1', {
        annotations: { 'networking.istio.io/exportTo': '.' },
      }),
      strict,
    ],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 43,
    name: 'an excluded Service range bypasses the sidecar',
    objects: [
      lbSidecar({ redirect: { '-b': '', '-x': '10.96.0.0/16' } }),
      backend(),
      cart(tcp),
      strict,
    ],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 44,
    name: 'an LB whose own inbound is captured refuses its clients under STRICT',
    objects: [sidecarPod('edge/lb', lbIp), policy('edge/default', 'STRICT')],
    connection: { ...toPod, ...fromOutside, address: '10.1.0.9' },
    expected: 'lb plaintext rejected',
  },
  {
    row: 46,
    name: 'a mesh client sends mTLS to an LB port that is not captured',
    objects: [
      lbSidecar(),
      sidecarPod('shop/cart-0', backendIp),
      service('edge/lb', '10.96.0.9', [tcp], { lb: '10.1.0.9' }),
    ],
    connection: { ...toService, from: 'shop/cart-0', address: '10.96.0.9' },
    expected: 'lb istio-mtls rejected',
  },
  {
    row: 48,
    name: 'an ambient LB may use pod addresses',
    objects: [
      ambientPod('edge/lb', lbIp),
      ambientPod('shop/cart-0', backendIp),
      cart(http),
      strict,
    ],
    connection: toPod,
    expected: 'cart-0 istio-mtls accepted',
  },
  {
    row: 49,
    name: 'an ambient LB without bypass refuses its clients under STRICT',
    objects: [ambientPod('edge/lb', lbIp), policy('edge/default', 'STRICT')],
    connection: { ...toPod, ...fromOutside, address: '10.1.0.9' },
    expected: 'lb plaintext rejected',
  },
  {
    row: 49,
    name: 'and with bypass takes them',
    objects: [
      ambientPod('edge/lb', {
        ...lbIp,
        annotations: { 'ambient.istio.io/bypass-inbound-capture': 'true' },
      }),
      policy('edge/default', 'STRICT'),
    ],
    connection: { ...toPod, ...fromOutside, address: '10.1.0.9' },
    expected: 'lb plaintext accepted',
  },
  {
    row: 50,
    name: 'a ztunnel sends plaintext to a sidecar without HBONE',
    objects: [ambientPod('edge/lb', lbIp), backend(), cart(http), strict],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 52,
    name: 'a sidecar sends HBONE to an ambient backend',
    objects: [
      lbSidecar(),
      ambientPod('shop/cart-0', backendIp),
      cart(tcp),
      strict,
    ],
    connection: toService,
    expected: 'cart-0 istio-mtls accepted',
  },
  {
    row: 53,
    name: 'but not when it is headless',
    objects: [
      lbSidecar(),
      ambientPod('shop/cart-0', backendIp),
      cart({ ...tcp, port: 8080 }, 'None'),
      strict,
    ],
    connection: { ...toPod, protocol: 'tcp' },
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 54,
    name: 'an LB with a mesh certificate of its own is taken',
    objects: [lbOutside, backend(), cart(http), strict],
    connection: { ...toPod, tls: 'mtls' },
    expected: 'cart-0 istio-mtls accepted',
  },
  {
    row: 56,
    name: 'the network of the host is in no mesh',
    objects: [
      lbSidecar({ spec: { hostNetwork: true } }),
      backend(),
      cart(tcp),
      strict,
    ],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
  {
    row: 61,
    name: 'gateways carry no label for automatic mTLS',
    objects: [
      lbSidecar(),
      gatewayPod('istio-system/gateway', { ip: '10.1.0.7' }),
      service('istio-system/gateway', '10.96.0.7', [tcp], {
        gateway: '10.1.0.7',
      }),
    ],
    connection: { ...toService, address: '10.96.0.7' },
    expected: 'gateway plaintext rejected',
  },
  {
    row: 68,
    name: 'a mesh client is taken by STRICT',
    objects: [sidecarPod('edge/lb', lbIp), backend(), cart(http), strict],
    connection: { ...toService, host: 'cart.shop' },
    expected: 'cart-0 istio-mtls accepted',
  },
  {
    row: 74,
    name: 'user 1337 bypasses its own sidecar',
    objects: [
      lbSidecar({ spec: { securityContext: { runAsUser: 1337 } } }),
      backend(),
      cart(tcp),
      strict,
    ],
    connection: toService,
    expected: 'cart-0 plaintext rejected',
  },
];

describe('what becomes of a connection', () => {
  it.each(rows)('row $row: $name', ({ objects, connection, expected }) => {
    expect(summary(connect(cluster(objects), connection))).toBe(expected);
  });

  it('says why, with the objects that it was read from', () => {
    const state = cluster(lbSidecar(), backend(), cart(http), strict);
    const [arrival] = connect(state, toService);
    expect(arrival.reasons.map(one => one.text)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          'no service that its sidecar knows on port 80 has the Host app.example.com',
        ),
        expect.stringContaining(
          'Port 8080 of Pod shop/cart-0 is STRICT: PeerAuthentication shop/default',
        ),
        expect.stringContaining('refuses plaintext on port 8080'),
      ]),
    );
  });
});

function summary(
  arrivals: readonly { pod: string; wire: string; outcome: string }[],
): string {
  return arrivals
    .map(
      ({ pod, wire, outcome }) =>
        `${pod.replace(/^.*\//, '')} ${wire} ${outcome}`,
    )
    .join(', ');
}

const gatewayObjects = [
  gatewayPod('istio-system/gateway', {
    ip: '10.1.0.7',
    labels: { istio: 'ingressgateway' },
  }),
  service(
    'istio-system/gateway',
    '10.96.0.7',
    [
      { name: 'http2', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ],
    { gateway: '10.1.0.7' },
  ),
];
const server = (number: number, protocol: string, tls?: object) =>
  istio('Gateway', 'istio-system/web', {
    selector: { istio: 'ingressgateway' },
    servers: [
      {
        port: { number, name: 'main', protocol },
        hosts: ['app.example.com'],
        ...(tls && { tls }),
      },
    ],
  });
const bound = istio('VirtualService', 'shop/web', {
  hosts: ['app.example.com'],
  gateways: ['istio-system/web'],
  http: [{ route: [{ destination: { host: 'cart', port: { number: 80 } } }] }],
  tls: [
    {
      match: [{ port: 443, sniHosts: ['app.example.com'] }],
      route: [{ destination: { host: 'cart', port: { number: 80 } } }],
    },
  ],
});
const atHttp: GatewayConnection = {
  pod: 'istio-system/gateway',
  port: 8080,
  host: 'app.example.com',
  protocol: 'http',
};
const atHttps: GatewayConnection = { ...atHttp, port: 8443, ...overTls };

const gatewayRows: readonly (readonly [
  number,
  string,
  ClusterState,
  GatewayConnection,
  string,
])[] = [
  [
    58,
    'plaintext ends at the gateway, mTLS goes on to STRICT',
    cluster(
      gatewayObjects,
      backend(),
      cart(http),
      strict,
      server(80, 'HTTP'),
      bound,
    ),
    atHttp,
    'cart-0 istio-mtls accepted',
  ],
  [
    59,
    'TLS ends at the gateway',
    cluster(
      gatewayObjects,
      backend(),
      cart(http),
      strict,
      server(443, 'HTTPS', { mode: 'SIMPLE' }),
      bound,
    ),
    atHttps,
    'cart-0 istio-mtls accepted',
  ],
  [
    59,
    'an SNI that no server has finds no filter chain',
    cluster(
      gatewayObjects,
      backend(),
      cart(http),
      server(443, 'HTTPS', { mode: 'SIMPLE' }),
      bound,
    ),
    { ...atHttps, sni: 'other.example.com' },
    ' none unroutable',
  ],
  [
    60,
    'ISTIO_MUTUAL refuses a client without mesh identity',
    cluster(
      gatewayObjects,
      backend(),
      cart(http),
      server(443, 'HTTPS', { mode: 'ISTIO_MUTUAL' }),
      bound,
    ),
    atHttps,
    ' none rejected',
  ],
  [
    62,
    'plain HTTP is sent to https',
    cluster(
      gatewayObjects,
      backend(),
      cart(http),
      server(80, 'HTTP', { httpsRedirect: true }),
      bound,
    ),
    atHttp,
    ' none redirected',
  ],
  [
    63,
    'TLS that is passed through is wrapped in mTLS',
    cluster(
      gatewayObjects,
      backend(),
      cart(https),
      strict,
      server(443, 'TLS', { mode: 'PASSTHROUGH' }),
      bound,
    ),
    atHttps,
    'cart-0 istio-mtls accepted',
  ],
  [
    64,
    'a backend outside the mesh gets plaintext',
    cluster(
      gatewayObjects,
      plainPod('shop/cart-0', backendIp),
      cart(http),
      server(80, 'HTTP'),
      bound,
    ),
    atHttp,
    'cart-0 plaintext accepted',
  ],
  [
    65,
    'an ambient backend gets HBONE',
    cluster(
      gatewayObjects,
      ambientPod('shop/cart-0', backendIp),
      cart(http),
      strict,
      server(80, 'HTTP'),
      bound,
    ),
    atHttp,
    'cart-0 istio-mtls accepted',
  ],
  [
    66,
    'SIMPLE from a gateway is refused by STRICT',
    cluster(
      gatewayObjects,
      backend(),
      cart(http),
      strict,
      rule({ mode: 'SIMPLE' }),
      server(80, 'HTTP'),
      bound,
    ),
    atHttp,
    'cart-0 tls rejected',
  ],
];

describe('what becomes of a connection to an Istio gateway', () => {
  it.each(gatewayRows)(
    'row %d: %s',
    (_row, _name, state, connection, expected) => {
      expect(summary(throughGateway(state, connection))).toBe(expected);
    },
  );
});
