import { cluster, plainPod, service, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const shop = (name: string, address: string, pod: string) => [
  sidecarPod(`shop/${name}-1`, { ip: pod }),
  service(
    `shop/${name}`,
    address,
    [{ name: 'http', port: 80, targetPort: 8080 }],
    { [`${name}-1`]: pod },
  ),
];
const mesh = [
  ...shop('cart', '10.96.0.1', '10.1.0.1'),
  ...shop('next', '10.96.0.2', '10.1.0.2'),
  sidecarPod('edge/lb-1', { ip: '10.1.7.1' }),
  sidecarPod('web/client-1', { ip: '10.1.8.1' }),
];

function route(namespace: string, parent = {}, rule = {}) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { namespace, name: 'to-next' },
    spec: {
      parentRefs: [
        {
          group: '',
          kind: 'Service',
          namespace: 'shop',
          name: 'cart',
          ...parent,
        },
      ],
      rules: [
        {
          backendRefs: [{ namespace: 'shop', name: 'next', port: 80 }],
          ...rule,
        },
      ],
    },
  };
}

function reached(from: string, object: unknown, path = '/'): string {
  const [{ pod }] = connect(cluster(mesh, object), {
    from,
    address: '10.96.0.1',
    port: 80,
    protocol: 'http',
    host: 'cart.shop',
    path,
  });
  return pod || 'nobody';
}

describe('an HTTPRoute whose parent is a Service', () => {
  it.each([
    [
      'holds for everybody beside its Service',
      'shop',
      'edge/lb-1',
      'shop/next-1',
    ],
    ['holds in its own namespace', 'edge', 'edge/lb-1', 'shop/next-1'],
    ['holds nowhere else', 'edge', 'web/client-1', 'shop/cart-1'],
  ])('%s (in %s, for %s)', (_, namespace, from, pod) => {
    expect(reached(from, route(namespace))).toBe(pod);
  });

  it('needs no ReferenceGrant, unlike one of a gateway', () => {
    expect(reached('edge/lb-1', route('edge'))).toBe('shop/next-1');
  });

  it.each([
    [80, 'shop/next-1'],
    [81, 'shop/cart-1'],
  ])('holds for the port of its parent only (%s)', (port, pod) => {
    expect(reached('edge/lb-1', route('shop', { port }))).toBe(pod);
  });

  it.each([
    ['/api', 'shop/next-1'],
    ['/api/v1', 'shop/next-1'],
    ['/apis', 'nobody'],
  ])('takes prefixes by whole segments (%s)', (path, pod) => {
    const rule = { matches: [{ path: { type: 'PathPrefix', value: '/api' } }] };
    expect(reached('edge/lb-1', route('shop', {}, rule), path)).toBe(pod);
  });

  it('may lead to any host that the mesh knows', () => {
    const backend = {
      group: 'networking.istio.io',
      kind: 'Hostname',
      name: 'next.shop.svc.cluster.local',
      port: 80,
    };
    const toHost = route('shop', {}, { backendRefs: [backend] });
    expect(reached('edge/lb-1', toHost)).toBe('shop/next-1');
  });

  it.each([
    [{ service: 'shop.Cart' }, '/shop.Cart/Add', 'shop/next-1'],
    [{ service: 'shop.Cart' }, '/shop.Carts/Add', 'nobody'],
    [{ service: 'shop.Cart', method: 'Add' }, '/shop.Cart/Add', 'shop/next-1'],
    [{ method: 'Add' }, '/shop.Cart/Add', 'shop/next-1'],
    [{ method: 'Add' }, '/shop.Cart/Remove', 'nobody'],
    [
      { type: 'RegularExpression', service: 'shop[.].*', method: 'Add' },
      '/shop.Cart/Add',
      'shop/next-1',
    ],
    [
      { type: 'RegularExpression', service: 'shop[.].*' },
      '/pay.Card/Add',
      'nobody',
    ],
  ])('of gRPC asks for its method: %o, %s', (method, path, pod) => {
    const rule = { matches: [{ method }] };
    const asked = { ...route('shop', {}, rule), kind: 'GRPCRoute' };
    expect(reached('edge/lb-1', asked, path)).toBe(pod);
  });

  it('of another kind of parent is none of the mesh', () => {
    expect(reached('edge/lb-1', route('shop', { kind: 'Gateway' }))).toBe(
      'shop/cart-1',
    );
  });
});

describe('a route of streams whose parent is a Service', () => {
  const named = (name: string, at: number) => [
    sidecarPod(`shop/${name}-1`, { ip: `10.1.1.${at}` }),
    service(
      `shop/${name}`,
      `10.96.1.${at}`,
      [
        { name: 'tcp', port: 90, targetPort: 9090 },
        { name: 'https', port: 443, targetPort: 8443 },
        { name: 'http', port: 80, targetPort: 8080 },
      ],
      { [`${name}-1`]: `10.1.1.${at}` },
    ),
  ];
  const streams = [
    ...named('cart', 1),
    ...named('next', 2),
    sidecarPod('edge/lb-1', { ip: '10.1.7.1' }),
    plainPod('web/plain-1', { ip: '10.1.9.1' }),
  ];
  const own = 'cart.shop.svc.cluster.local';

  function streamRoute(
    kind: string,
    parent = {},
    { hostnames = [] as string[], weight = 1, port = 90 } = {},
  ) {
    const backendRefs = [{ namespace: 'shop', name: 'next', port, weight }];
    const asked = route('edge', parent, { backendRefs });
    return { ...asked, kind, spec: { ...asked.spec, hostnames } };
  }

  function reachedAt(port: number, object: unknown, from = 'edge/lb-1') {
    const tls = port === 443 ? { tls: 'tls' as const, sni: own } : {};
    const [{ pod, certainty }] = connect(cluster(streams, object), {
      from,
      address: '10.96.1.1',
      port,
      protocol: port === 80 ? 'http' : 'tcp',
      ...(port === 80 && { host: 'cart.shop' }),
      ...tls,
    });
    return `${pod || 'nobody'} ${certainty}`;
  }

  it.each([
    ['of TCP leads elsewhere', streamRoute('TCPRoute'), 90, 'next-1 inferred'],
    [
      'of TCP for another port does not',
      streamRoute('TCPRoute', { port: 91 }),
      90,
      'cart-1 proven',
    ],
    [
      'of TCP means nothing to a port of HTTP',
      streamRoute('TCPRoute'),
      80,
      'cart-1 proven',
    ],
    [
      'of TCP means nothing to a port of TLS',
      streamRoute('TCPRoute'),
      443,
      'cart-1 proven',
    ],
    [
      'of TLS leads elsewhere by the name of its parent',
      streamRoute('TLSRoute', {}, { port: 443 }),
      443,
      'next-1 inferred',
    ],
    [
      'of TLS leads elsewhere by its own name',
      streamRoute('TLSRoute', {}, { hostnames: [own], port: 443 }),
      443,
      'next-1 inferred',
    ],
    [
      'of TLS means nothing to a port of TCP',
      streamRoute('TLSRoute'),
      90,
      'cart-1 proven',
    ],
  ])('%s', (_, object, port, expected) => {
    expect(reachedAt(port, object)).toBe(`shop/${expected}`);
  });

  it('of which no backend has weight leads nowhere', () => {
    const object = streamRoute('TCPRoute', {}, { weight: 0 });
    expect(reachedAt(90, object)).toMatch(/^nobody /);
  });

  it('is of no concern to those who have no sidecar', () => {
    expect(reachedAt(90, streamRoute('TCPRoute'), 'web/plain-1')).toBe(
      'shop/cart-1 proven',
    );
  });
});
