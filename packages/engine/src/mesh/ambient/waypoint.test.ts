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
import { throughGateway } from '../gateway/throughGateway';
import { services } from '../../state/kinds/service';
import { waypointFor } from './waypoint';

const used = { 'istio.io/use-waypoint': 'way' };
const elsewhere = { ...used, 'istio.io/use-waypoint-namespace': 'edge' };
const optedOut = { 'istio.io/use-waypoint': 'none' };

const backend = (name: string, at: number, labels: object = {}) => [
  ambientPod(`shop/${name}-0`, { ip: `10.1.0.${at}` }),
  service(
    `shop/${name}`,
    `10.96.0.${at}`,
    [{ name: 'http', port: 80, targetPort: 8080 }],
    { [`${name}-0`]: `10.1.0.${at}` },
    { labels },
  ),
];
const shop = (labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels },
});
const mesh = [
  ambientPod('edge/lb', { ip: '10.1.0.9' }),
  backend('canary', 2),
  backend('cart', 1, used),
];

function api(kind: string, key: string, spec: object, more: object = {}) {
  const [namespace, name] = key.split('/');
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { namespace, name, ...more },
    spec,
  };
}

/** A waypoint, up unless said otherwise. */
function waypoint(
  key = 'shop/way',
  { labels = {}, from = 'Same', isUp = true } = {},
) {
  const listener = { name: 'mesh', port: 15008, protocol: 'HBONE' };
  return {
    ...api(
      'Gateway',
      key,
      {
        gatewayClassName: 'istio-waypoint',
        listeners: [{ ...listener, allowedRoutes: { namespaces: { from } } }],
      },
      { labels },
    ),
    status: { addresses: isUp ? [{ value: '10.96.0.20' }] : [] },
  };
}

const waypointPod = {
  metadata: {
    name: 'way-0',
    namespace: 'shop',
    labels: { 'gateway.networking.k8s.io/gateway-name': 'way' },
  },
  spec: {
    serviceAccountName: 'way',
    containers: [
      {
        name: 'istio-proxy',
        image: 'istio/proxyv2:1.31.1',
        args: ['proxy', 'waypoint'],
      },
    ],
  },
};
const toCart = { group: '', kind: 'Service', name: 'cart' };
const route = (
  namespace: string,
  matches: readonly object[] | undefined,
  kind = 'HTTPRoute',
) =>
  api(kind, `${namespace}/cart`, {
    parentRefs: [{ ...toCart, namespace: 'shop' }],
    rules: [
      {
        ...(matches && { matches }),
        backendRefs: [{ name: 'canary', namespace: 'shop', port: 80 }],
      },
    ],
  });
const prefix = (value: string) => [{ path: { type: 'PathPrefix', value } }];
// Goes by what is asked, unless said otherwise.
const byMethod = [{ to: [{ operation: { methods: ['GET'] } }] }];
const policy = (
  targetRefs: readonly object[],
  rules: readonly object[] = byMethod,
) => ({
  ...istio('AuthorizationPolicy', 'shop/guard', { targetRefs, rules }),
  apiVersion: 'security.istio.io/v1',
});
const from = (source: object) => [{ from: [{ source }] }];

function ask(objects: readonly unknown[], more: Partial<Connection> = {}) {
  return connect(cluster(mesh, objects), {
    from: 'edge/lb',
    address: '10.96.0.1',
    port: 80,
    protocol: 'http',
    path: '/api',
    ...more,
  }).map(one =>
    [one.pod || 'nobody', one.wire, one.outcome, one.certainty].join(' '),
  );
}

const cart = 'shop/cart-0 istio-mtls accepted';
const canary = 'shop/canary-0 istio-mtls accepted';

describe('a Service of the ambient mesh', () => {
  it.each([
    ['that names a waypoint is reached through it', [waypoint()], 'proven'],
    ['or without it, where there is none of that name', [], 'proven'],
    [
      'or without it, while it is not ready',
      [waypoint('shop/way', { isUp: false })],
      'inferred',
    ],
    [
      'that opts out of the waypoint of its namespace has none',
      [waypoint(), shop(used), backend('cart', 1, optedOut), route('shop', [])],
      'proven',
    ],
    [
      'is reached without a waypoint that is for workloads',
      [
        waypoint('shop/way', {
          labels: { 'istio.io/waypoint-for': 'workload' },
        }),
        route('shop', undefined),
      ],
      'proven',
    ],
    [
      'and without one of another namespace that lets none but its own in',
      [
        backend('cart', 1, elsewhere),
        waypoint('edge/way'),
        route('shop', undefined),
      ],
      'proven',
    ],
  ])('%s', (_, objects, certainty) => {
    expect(ask(objects)).toEqual([`${cart} ${certainty}`]);
  });

  it('uses the waypoint of its namespace', () => {
    const objects = [shop(used), backend('cart', 1), waypoint()];
    expect(ask([...objects, route('shop', undefined)])).toEqual([
      `${canary} proven`,
    ]);
  });

  it('uses one of another namespace that lets it in', () => {
    const way = waypoint('edge/way', { from: 'All' });
    const objects = [backend('cart', 1, elsewhere), way];
    expect(ask([...objects, route('edge', undefined)])).toEqual([
      `${canary} proven`,
    ]);
  });
});

describe('the waypoint of a Service', () => {
  it.each([
    ['follows a route of the Service', route('shop', prefix('/api')), canary],
    [
      'has nowhere to send what no route fits',
      route('shop', prefix('/other')),
      'nobody none unroutable',
    ],
    [
      'leaves out routes of namespaces that are neither its own nor that of the Service',
      route('edge', undefined),
      cart,
    ],
    [
      'follows a VirtualService of the mesh',
      istio('VirtualService', 'shop/cart', {
        hosts: ['cart'],
        http: [{ route: [{ destination: { host: 'canary' } }] }],
      }),
      canary,
    ],
    [
      'knows no labels of clients',
      istio('VirtualService', 'shop/cart', {
        hosts: ['cart'],
        http: [
          {
            match: [{ sourceLabels: { app: 'lb' } }],
            route: [{ destination: { host: 'canary' } }],
          },
        ],
      }),
      cart,
    ],
  ])('%s', (_, object, arrival) => {
    expect(ask([waypoint(), object])).toEqual([`${arrival} proven`]);
  });

  const bytes = (name: string, rule: object) =>
    istio('VirtualService', 'shop/cart', {
      hosts: ['cart'],
      [name]: [{ ...rule, route: [{ destination: { host: 'canary' } }] }],
    });
  const ownName = { sniHosts: ['cart.shop.svc.cluster.local'] };

  it.each([
    ['for TCP', bytes('tcp', {}), canary],
    ['for TCP on its port', bytes('tcp', { match: [{ port: 80 }] }), canary],
    ['for TCP on another port', bytes('tcp', { match: [{ port: 81 }] }), cart],
    ['for TLS, of its own name', bytes('tls', { match: [ownName] }), canary],
    [
      'for TLS, of another name',
      bytes('tls', { match: [{ sniHosts: ['cart.example.com'] }] }),
      cart,
    ],
  ])('follows a VirtualService %s on a TCP port', (_, object, arrival) => {
    const tcp = service(
      'shop/cart',
      '10.96.0.1',
      [{ name: 'tcp', port: 80, targetPort: 8080 }],
      { 'cart-0': '10.1.0.1' },
      { labels: used },
    );
    expect(ask([waypoint(), tcp, object], { protocol: 'tcp' })).toEqual([
      `${arrival} proven`,
    ]);
  });

  const rule = (spec: object) =>
    istio('DestinationRule', 'shop/rule', { host: 'cart', ...spec });
  const versions = [
    ambientPod('shop/cart-1', {
      ip: '10.1.0.3',
      labels: { app: 'cart', version: 'v2' },
    }),
    service(
      'shop/cart',
      '10.96.0.1',
      [{ name: 'http', port: 80, targetPort: 8080 }],
      { 'cart-0': '10.1.0.1', 'cart-1': '10.1.0.3' },
      { labels: used },
    ),
    istio('VirtualService', 'shop/cart', {
      hosts: ['cart'],
      http: [{ route: [{ destination: { host: 'cart', subset: 'v2' } }] }],
    }),
  ];

  it.each([
    [
      'the pods of a subset',
      [{ name: 'v2', labels: { version: 'v2' } }],
      'shop/cart-1 istio-mtls accepted',
    ],
    ['nobody, of one that is not there', [], 'nobody none unroutable'],
  ])('sends to %s', (_, subsets, arrival) => {
    expect(ask([waypoint(), versions, rule({ subsets })])).toEqual([
      `${arrival} proven`,
    ]);
  });

  it.each([
    ['SIMPLE', 'tls'],
    ['ISTIO_MUTUAL', 'plaintext'],
    ['DISABLE', 'plaintext'],
  ])('starts TLS by a rule with %s to who takes no HBONE: %s', (mode, wire) => {
    const tls = rule({ trafficPolicy: { tls: { mode } } });
    const outside = plainPod('shop/cart-0', { ip: '10.1.0.1' });
    expect(ask([waypoint(), tls, outside])).toEqual([
      `shop/cart-0 ${wire} accepted proven`,
    ]);
  });

  it('sends mTLS to sidecars of Services that are not its own, plaintext to those that are', () => {
    const up = plainPod('shop/way-0', {
      ip: '10.1.0.7',
      labels: { 'gateway.networking.k8s.io/gateway-name': 'way' },
      spec: {
        containers: [{ name: 'istio-proxy', args: ['proxy', 'waypoint'] }],
      },
    });
    const toCanary = [
      waypoint(),
      up,
      route('shop', undefined),
      sidecarPod('shop/canary-0', { ip: '10.1.0.2' }),
    ];
    expect(ask(toCanary)).toEqual([`${canary} proven`]);
    expect(
      ask([
        ...toCanary,
        backend('canary', 2, used),
        sidecarPod('shop/canary-0', { ip: '10.1.0.2' }),
      ]),
    ).toEqual(['shop/canary-0 plaintext accepted proven']);
  });

  it.each([
    ['to https', { scheme: 'https' }, 'redirected'],
    ['to another name', { hostname: 'www.example.com' }, 'unroutable'],
  ])('says of a redirect %s what it comes to', (_, redirect, outcome) => {
    const answering = api('HTTPRoute', 'shop/cart', {
      parentRefs: [{ ...toCart, namespace: 'shop' }],
      rules: [
        { filters: [{ type: 'RequestRedirect', requestRedirect: redirect }] },
      ],
    });
    expect(ask([waypoint(), answering])).toEqual([
      `nobody none ${outcome} proven`,
    ]);
  });

  it('refuses by policy before it redirects', () => {
    const answering = istio('VirtualService', 'shop/cart', {
      hosts: ['cart'],
      http: [{ redirect: { scheme: 'https' } }],
    });
    const guard = policy(
      [{ group: '', kind: 'Service', name: 'cart' }],
      from({ namespaces: ['nowhere'] }),
    );
    expect(ask([waypoint(), answering, guard])).toEqual([
      'nobody none rejected proven',
    ]);
  });

  it('reads nothing but HTTP on a port that is known as HTTP', () => {
    expect(ask([waypoint()], { tls: 'tls' })).toEqual([
      'nobody none rejected proven',
    ]);
  });

  it('is passed by from outside the mesh', () => {
    const outside = plainPod('edge/lb', { ip: '10.1.0.9' });
    expect(ask([waypoint(), route('shop', undefined), outside])).toEqual([
      'shop/cart-0 plaintext accepted proven',
    ]);
  });

  it.each([
    ['the Service', {}],
    ['the pod', { address: '10.1.0.1', port: 8080 }],
  ])(
    'is passed by by sidecars that dial %s, and so are its policies',
    (_, dialled) => {
      const guard = policy([
        { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'way' },
      ]);
      const sidecar = sidecarPod('edge/lb', { ip: '10.1.0.9' });
      const asked = { host: 'cart.shop', ...dialled };
      const [arrival] = ask([waypoint(), guard, sidecar], asked);
      expect(arrival).toMatch(/^shop\/cart-0 .* accepted proven$/);
    },
  );

  it('is passed by by who dials the pod', () => {
    const dialled = { address: '10.1.0.1', port: 8080 };
    expect(ask([waypoint(), route('shop', undefined)], dialled)).toEqual([
      `${cart} proven`,
    ]);
  });

  it.each([
    ['a policy for the Service', policy([toCart])],
    [
      'a policy for the waypoint',
      policy([
        { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'way' },
      ]),
    ],
    ['a route of bytes', route('shop', undefined, 'TCPRoute')],
  ])('is answered for with a doubt where there is %s', (_, object) => {
    expect(ask([waypoint(), object])).toEqual([`${cart} inferred`]);
  });

  it.each([
    ['its sender', from({ namespaces: ['edge'] }), `${cart} proven`],
    [
      'somebody else alone',
      from({ namespaces: ['web'] }),
      'nobody none rejected proven',
    ],
    ['nobody', [], 'nobody none rejected proven'],
  ])('is subject to a policy there that lets in %s', (_, rules, expected) => {
    expect(ask([waypoint(), policy([toCart], rules)])).toEqual([expected]);
  });

  it('is let in to its workloads as its waypoint', () => {
    const pods = {
      ...ambientPod('shop/way-0', { ip: '10.1.0.20' }),
      ...waypointPod,
    };
    const guard = policy([], from({ serviceAccounts: ['shop/way'] }));
    expect(ask([waypoint(), pods, guard])).toEqual([`${cart} proven`]);
    const direct = { address: '10.1.0.1', port: 8080 };
    expect(ask([waypoint(), pods, guard], direct)).toEqual([
      'shop/cart-0 istio-mtls rejected proven',
    ]);
  });

  it('is where a policy for the Service counts, not at its workloads', () => {
    const dialled = { address: '10.1.0.1', port: 8080 };
    expect(ask([waypoint(), policy([toCart])], dialled)).toEqual([
      `${cart} proven`,
    ]);
  });
});

describe('an Istio gateway', () => {
  const gateway = [
    gatewayPod('edge/gw', { ip: '10.1.0.8' }),
    istio('Gateway', 'edge/gw', {
      selector: { app: 'gw' },
      servers: [
        { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
      ],
    }),
    istio('VirtualService', 'shop/outside', {
      hosts: ['*'],
      gateways: ['edge/gw'],
      http: [{ route: [{ destination: { host: 'cart' } }] }],
    }),
  ];
  const told = { 'istio.io/ingress-use-waypoint': 'true' };
  const atIngress = { ...used, ...told };
  const somewhere = route('shop', undefined);
  const guard = policy([
    { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'way' },
  ]);
  const startsTls = istio('DestinationRule', 'edge/cart', {
    host: 'cart.shop.svc.cluster.local',
    trafficPolicy: { tls: { mode: 'SIMPLE' } },
  });

  // As istio tests/integration/ambient/waypoint_test.go TestIngressToWaypoint tells them apart, and more.
  it.each([
    ['passes a waypoint by', used, [somewhere], `${cart} proven`],
    ['and so its policies', used, [guard], `${cart} proven`],
    [
      'follows its routes where it is told to go through it',
      atIngress,
      [somewhere],
      `${canary} proven`,
    ],
    [
      'or where its namespace is',
      used,
      [shop(told), somewhere],
      `${canary} proven`,
    ],
    [
      'but not where the Service is told otherwise',
      { ...used, 'istio.io/ingress-use-waypoint': 'false' },
      [shop(told), somewhere],
      `${cart} proven`,
    ],
    ['is subject to its policies then', atIngress, [guard], `${cart} inferred`],
    [
      'whom it knows by its own identity',
      atIngress,
      [policy([toCart], from({ serviceAccounts: ['edge/default'] }))],
      `${cart} proven`,
    ],
    [
      'that starts TLS is not understood by it',
      atIngress,
      [startsTls],
      'nobody none rejected proven',
    ],
  ])('%s', (_, labels, objects, expected) => {
    const state = cluster(
      backend('canary', 2),
      backend('cart', 1, labels),
      gateway,
      waypoint(),
      objects,
    );
    const [arrival] = throughGateway(state, {
      pod: 'edge/gw',
      port: 80,
      host: 'x.example.com',
      protocol: 'http',
    });
    const { pod, wire, outcome, certainty } = arrival;
    expect([pod || 'nobody', wire, outcome, certainty].join(' ')).toBe(
      expected,
    );
  });
});

describe('a connection to the address of a pod of the ambient mesh', () => {
  const toPod = (...objects: readonly unknown[]) =>
    ask(objects, { address: '10.1.0.1', port: 8080 });
  const forAll = { labels: { 'istio.io/waypoint-for': 'all' } };

  it.each([
    ['passes a waypoint for Services by', waypoint(), 'proven'],
    [
      'goes through one that is for workloads, by rules that are not known',
      waypoint('shop/way', forAll),
      'inferred',
    ],
    [
      'passes one by that does not take its namespace',
      waypoint('edge/way', forAll),
      'proven',
    ],
  ])('%s', (_, gateway, certainty) => {
    expect(toPod(shop(used), gateway)).toEqual([`${cart} ${certainty}`]);
  });
});

describe('a waypoint by its class, canary and listeners', () => {
  const ofClass = (controllerName: string) => ({
    ...api('GatewayClass', '/istio-waypoint', { controllerName }),
    metadata: { name: 'istio-waypoint' },
  });
  const part = (weight: string, labels: object = {}) => ({
    ...shop({ 'istio.io/use-waypoint-canary': 'new', ...labels }),
    metadata: {
      name: 'shop',
      labels: { 'istio.io/use-waypoint-canary': 'new', ...labels },
      annotations: { 'istio.io/use-waypoint-canary-weight': weight },
    },
  });
  const cartAlone = service(
    'shop/cart',
    '10.96.0.1',
    [{ name: 'http', port: 80, targetPort: 8080 }],
    { 'cart-0': '10.1.0.1' },
  );

  it.each([
    ['of Istio is followed', [ofClass('istio.io/mesh-controller')], 'proven'],
    [
      'of somebody else is doubted',
      [ofClass('kgateway.dev/kgateway-waypoint')],
      'inferred',
    ],
    [
      'is doubted beside a canary of its own level',
      [cartAlone, part('10', used)],
      'inferred',
    ],
    [
      'is followed beside a canary without weight',
      [cartAlone, part('0', used)],
      'proven',
    ],
    ['is followed beside a canary of another level', [part('10')], 'proven'],
  ])('%s', (_, objects, certainty) => {
    expect(ask([waypoint(), objects])).toEqual([`${cart} ${certainty}`]);
  });

  it('takes its own namespace alone where it has no listener of HBONE', () => {
    const gateway = (namespace: string, protocol: string) => ({
      ...waypoint(`${namespace}/way`),
      spec: {
        gatewayClassName: 'istio-waypoint',
        listeners: [
          {
            name: 'proxy',
            port: 15088,
            protocol,
            allowedRoutes: { namespaces: { from: 'All' } },
          },
        ],
      },
    });
    const bound = {
      annotations: {
        'ambient.istio.io/waypoint-inbound-binding': 'PROXY/15088',
      },
    };
    const attached = (gatewayObject: object) =>
      waypointFor(
        cluster(mesh, shop(elsewhere), cartAlone, gatewayObject),
        cluster(cartAlone).get(services, 'shop', 'cart')!,
      ).kind;
    const far = gateway('edge', 'istio.io/PROXY');
    expect(attached(far)).toBe('none');
    expect(attached({ ...far, metadata: { ...far.metadata, ...bound } })).toBe(
      'through',
    );
  });
});
