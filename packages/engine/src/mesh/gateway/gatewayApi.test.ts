import { cluster, plainPod, service } from '../../testing/cluster';
import { gatewayRoutes } from './gatewayRoutes';
import { meshGateways } from './gatewayWorld';
import { throughGateway } from './throughGateway';

const api = 'gateway.networking.k8s.io';

function object(kind: string, key: string, spec: object, more: object = {}) {
  const [namespace, name] = key.split('/');
  return {
    apiVersion: `${api}/v1`,
    kind,
    metadata: { namespace, name, creationTimestamp: '2026-03-01T08:00:00Z' },
    spec,
    ...more,
  };
}

/** The Gateway edge/web with one listener on port 80. */
function gateway(listener: object = {}, status: object = {}) {
  const listeners = [{ name: 'web', port: 80, protocol: 'HTTP', ...listener }];
  const spec = { gatewayClassName: 'istio', listeners };
  return object('Gateway', 'edge/web', spec, { status });
}

const accepted = {
  listeners: [
    { name: 'web', conditions: [{ type: 'Accepted', status: 'True' }] },
  ],
};
const parent = { name: 'web', namespace: 'edge' };
const backend = { name: 'cart', namespace: 'shop', port: 80 };

/** A route of a namespace to shop/cart. */
function route(namespace: string, more: object = {}, kind = 'HTTPRoute') {
  return object(kind, `${namespace}/cart`, {
    parentRefs: [parent],
    rules: [{ backendRefs: [backend] }],
    ...more,
  });
}

const from = (value: object) => ({ allowedRoutes: { namespaces: value } });
const all = from({ from: 'All' });
const labelled = from({
  from: 'Selector',
  selector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] },
});
const namespace = (name: string, labels: object) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const grant = (kind: string, name?: string) =>
  object('ReferenceGrant', 'shop/grant', {
    from: [{ group: api, kind, namespace: 'edge' }],
    to: [{ group: '', kind: 'Service', ...(name && { name }) }],
  });
const around = [
  plainPod('edge/web-istio-0', {
    ip: '10.1.0.8',
    labels: { app: 'web-istio' },
    spec: {
      containers: [{ name: 'istio-proxy', args: ['proxy', 'router'] }],
    },
  }),
  service('edge/web-istio', '10.96.0.8', [{ name: 'http', port: 80 }], {
    'web-istio-0': '10.1.0.8',
  }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {}),
];

describe('a route of the Gateway API', () => {
  it.each([
    ['of another namespace', [gateway(), route('shop')], false],
    ['where all may attach', [gateway(all), route('shop')], true],
    [
      'of a namespace that is selected',
      [gateway(labelled), route('shop'), namespace('shop', { team: 'a' })],
      true,
    ],
    [
      'of one that is not',
      [gateway(labelled), route('shop'), namespace('shop', {})],
      false,
    ],
    [
      'at its section',
      [
        gateway(all),
        route('shop', { parentRefs: [{ ...parent, sectionName: 'web' }] }),
      ],
      true,
    ],
    [
      'at another section',
      [
        gateway(all),
        route('shop', { parentRefs: [{ ...parent, sectionName: 'x' }] }),
      ],
      false,
    ],
    [
      'at another port',
      [gateway(all), route('shop', { parentRefs: [{ ...parent, port: 81 }] })],
      false,
    ],
    [
      'of a host that the listener has',
      [
        gateway({ ...all, hostname: '*.example.com' }),
        route('shop', { hostnames: ['cart.example.com'] }),
      ],
      true,
    ],
    [
      'of a host that it has not',
      [
        gateway({ ...all, hostname: '*.example.com' }),
        route('shop', { hostnames: ['cart.example.org'] }),
      ],
      false,
    ],
    [
      'of a kind that is not allowed',
      [
        gateway({
          allowedRoutes: {
            ...all.allowedRoutes,
            kinds: [{ group: api, kind: 'GRPCRoute' }],
          },
        }),
        route('shop'),
      ],
      false,
    ],
    ['to a Service elsewhere', [gateway(), route('edge')], false],
    [
      'to one elsewhere that grants it',
      [gateway(), route('edge'), grant('HTTPRoute')],
      true,
    ],
    [
      'to one elsewhere that grants it by name',
      [gateway(), route('edge'), grant('HTTPRoute', 'cart')],
      true,
    ],
    [
      'to one elsewhere when another name is granted',
      [gateway(), route('edge'), grant('HTTPRoute', 'x')],
      false,
    ],
    [
      'to one elsewhere when another kind is granted',
      [gateway(), route('edge'), grant('TCPRoute')],
      false,
    ],
    [
      'of bytes',
      [
        gateway({ ...all, protocol: 'TCP' }, accepted),
        route('shop', {}, 'TCPRoute'),
      ],
      true,
    ],
    [
      'of bytes where Istio does not serve them',
      [gateway({ ...all, protocol: 'TCP' }), route('shop', {}, 'TCPRoute')],
      false,
    ],
  ])('%s', (_, objects, attached) => {
    const found = gatewayRoutes(cluster(around, ...objects));
    expect(found.map(one => one.destination.name)).toEqual(
      attached ? ['cart'] : [],
    );
  });
});

/** ListenerSet shop/shop, whose listener takes routes of its own namespace. */
function listenerSet(
  listener: object = {},
  { kind = 'ListenerSet', name = 'shop', status = {} } = {},
) {
  const spec = {
    parentRef: parent,
    listeners: [{ name: 'shop', port: 80, protocol: 'HTTP', ...listener }],
  };
  const made = object(kind, `shop/${name}`, spec, { status });
  return kind === 'ListenerSet'
    ? made
    : { ...made, apiVersion: 'gateway.networking.x-k8s.io/v1alpha1' };
}

function conditions(status: string) {
  return { conditions: [{ type: 'Accepted', status }] };
}

/** Gateway edge/web, and whose listeners it lets in. */
function lettingIn(whose: string, listener: object = {}) {
  const { spec, ...rest } = gateway({ hostname: 'www.example', ...listener });
  const allowedListeners = { namespaces: { from: whose } };
  return { ...rest, spec: { ...spec, allowedListeners } };
}

const toSet = (more: object = {}) =>
  route('shop', {
    parentRefs: [{ kind: 'ListenerSet', name: 'shop', ...more }],
  });
const x = 'gateway.networking.x-k8s.io';
const taken = conditions('True');

describe('a route to a ListenerSet', () => {
  it.each([
    ['that the Gateway lets in', [lettingIn('All'), listenerSet()], true],
    ['of another namespace', [lettingIn('Same'), listenerSet()], false],
    [
      'of a Gateway that says nothing of them',
      [gateway(all), listenerSet()],
      false,
    ],
    [
      'that the controller refused',
      [lettingIn('All'), listenerSet({}, { status: conditions('False') })],
      false,
    ],
    [
      'that no controller has taken up',
      [lettingIn('All'), listenerSet({}, { status: conditions('Unknown') })],
      false,
    ],
    [
      'one of whose listeners was refused',
      [
        lettingIn('All'),
        listenerSet(
          {},
          {
            status: {
              ...taken,
              listeners: [{ name: 'shop', ...conditions('False') }],
            },
          },
        ),
      ],
      false,
    ],
    [
      'whose listener the Gateway has already',
      [lettingIn('All'), listenerSet({ hostname: 'www.example' })],
      false,
    ],
    [
      'whose listener an older one has already',
      [lettingIn('All'), listenerSet(), listenerSet({}, { name: 'aaa' })],
      false,
    ],
    [
      'whose port TCP has to itself',
      [lettingIn('All', { protocol: 'TCP' }), listenerSet()],
      false,
    ],
    [
      'of HTTPS without certificates',
      [lettingIn('All'), listenerSet({ protocol: 'HTTPS' })],
      false,
    ],
    [
      'that leaves out the port',
      [lettingIn('All'), listenerSet({ port: undefined })],
      true,
    ],
  ])('%s', (_, objects, attached) => {
    const found = gatewayRoutes(cluster(around, ...objects, toSet()));
    expect(found.map(one => one.destination.name)).toEqual(
      attached ? ['cart'] : [],
    );
  });

  it.each([
    ['of its section', { sectionName: 'shop' }, true],
    ['of another', { sectionName: 'web' }, false],
    ['of its port', { port: 80 }, true],
    ['of another port', { port: 81 }, false],
    ['of another group', { group: x }, false],
  ])('is attached to the listener %s', (_, more, attached) => {
    const objects = [lettingIn('All'), listenerSet(), toSet(more)];
    const found = gatewayRoutes(cluster(around, ...objects));
    expect(found).toHaveLength(attached ? 1 : 0);
  });

  it.each([
    ['whose status says that it was taken', taken, true],
    ['without a status', {}, false],
  ])('is attached to an XListenerSet %s', (_, status, attached) => {
    const objects = [
      lettingIn('All'),
      listenerSet({}, { kind: 'XListenerSet', status }),
      toSet({ group: x, kind: 'XListenerSet' }),
    ];
    const found = gatewayRoutes(cluster(around, ...objects));
    expect(found).toHaveLength(attached ? 1 : 0);
  });

  it('is served by the pods of the Gateway, at the host of the listener', () => {
    const objects = [
      lettingIn('All'),
      listenerSet({ hostname: 'shop.example' }),
      toSet(),
    ];
    expect(gatewayRoutes(cluster(around, ...objects))).toMatchObject([
      {
        pods: ['edge/web-istio-0'],
        gateway: { kind: 'Gateway', namespace: 'edge', name: 'web' },
        servicePort: 80,
      },
    ]);
  });

  it('leaves a route to the Gateway at the listeners of that', () => {
    const objects = [
      lettingIn('All'),
      listenerSet({ hostname: 'shop.example' }),
      route('shop', { hostnames: ['shop.example'] }),
    ];
    expect(gatewayRoutes(cluster(around, ...objects))).toEqual([]);
  });
});

describe('a listener that ends TLS', () => {
  const validation = (mode?: string) => ({
    validation: {
      caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }],
      ...(mode !== undefined && { mode }),
    },
  });
  const simple = { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_SIMPLE' };
  const mutual = { 'gateway.istio.io/tls-terminate-mode': 'MUTUAL' };

  it.each([
    ['asks for nothing by itself', undefined, {}, 'SIMPLE'],
    [
      'asks for certificates where its Gateway says so',
      { default: validation() },
      {},
      'MUTUAL',
    ],
    [
      'does without where that is allowed',
      { default: validation('AllowInsecureFallback') },
      {},
      'OPTIONAL_MUTUAL',
    ],
    [
      'goes by its port first',
      { default: validation(), perPort: [{ port: 443, tls: {} }] },
      {},
      'SIMPLE',
    ],
    [
      'goes by the default on another port',
      { default: validation(), perPort: [{ port: 8443, tls: {} }] },
      {},
      'MUTUAL',
    ],
    ['goes by its option before', undefined, mutual, 'MUTUAL'],
    [
      "with Istio's own certificate asks for none",
      { default: validation() },
      simple,
      'SIMPLE',
    ],
  ])('%s', (_, frontend, options, mode) => {
    const tls = { mode: 'Terminate', options };
    const edge = gateway({ ...all, port: 443, protocol: 'HTTPS', tls });
    const spec = { ...edge.spec, ...(frontend && { tls: { frontend } }) };
    const state = cluster(around, { ...edge, spec });
    const [{ servers }] = state.read(meshGateways);
    expect(servers[0].tls?.mode).toBe(mode);
  });
});

describe('a port of a listener of bytes', () => {
  const passthrough = {
    ...all,
    port: 443,
    protocol: 'TLS',
    tls: { mode: 'Passthrough' },
  };
  const toCart = route('shop', { hostnames: ['a.example.com'] }, 'TLSRoute');
  const tls = [{ name: 'tls', port: 443 }];
  const door = service('edge/web-istio', '10.96.0.8', tls, {
    'web-istio-0': '10.1.0.8',
  });
  const asked = { pod: 'edge/web-istio-0', port: 443, tls: 'tls' } as const;
  const answered = (listener: object, status: object) => {
    const objects = [gateway(listener, status), toCart, door];
    const [arrival] = throughGateway(cluster(around, objects), {
      ...asked,
      host: 'a.example.com',
      protocol: 'http',
    });
    return arrival;
  };

  it('is open where the status reports the listener as accepted', () => {
    expect(answered(passthrough, accepted).why).not.toBe('no listener');
  });

  it('is closed where no status does, which is not proven', () => {
    expect(answered(passthrough, {})).toMatchObject({
      why: 'no listener',
      certainty: 'inferred',
      caveats: [
        'The status of Gateway edge/web does not report its listener web of TLS as accepted: it is taken as not served, and whether Istio serves such listeners depends on its version.',
      ],
    });
  });

  it('is not proven to take nothing else where another Gateway has it for plain HTTP', () => {
    const plain = object('Gateway', 'edge/plain', {
      gatewayClassName: 'istio',
      addresses: [{ type: 'Hostname', value: 'web-istio' }],
      listeners: [{ name: 'http', port: 443, protocol: 'HTTP', ...all }],
    });
    const toPlain = route('shop', {
      parentRefs: [{ ...parent, name: 'plain' }],
    });
    const shared = object('Gateway', 'edge/web', {
      gatewayClassName: 'istio',
      addresses: [{ type: 'Hostname', value: 'web-istio' }],
      listeners: [{ name: 'web', ...passthrough }],
    });
    const objects = [shared, plain, toPlain, door];
    const [arrival] = throughGateway(cluster(around, objects), {
      ...asked,
      host: 'a.example.com',
      protocol: 'http',
    });
    expect(arrival).toMatchObject({
      why: 'protocol error',
      certainty: 'inferred',
    });
  });

  it.each([
    ["without a status of Istio's", undefined, true],
    ['with one of another controller', 'example.com/gateway', true],
    ['with one', 'istio.io/gateway-controller', false],
  ])('follows a route %s, which may be an assumption', (_, by, assumed) => {
    const status = by && { parents: [{ controllerName: by }] };
    const objects = [
      gateway(passthrough, accepted),
      { ...toCart, ...(status && { status }) },
      door,
    ];
    const [{ caveats }] = throughGateway(cluster(around, objects), {
      ...asked,
      host: 'a.example.com',
      protocol: 'http',
    });
    expect(caveats).toEqual(
      assumed
        ? [
            "TLSRoute shop/cart has no status of Istio's: whether Istio reads such routes depends on its version and on that of the Gateway API's definitions.",
          ]
        : [],
    );
  });

  it('is closed for certain where no listener is for it', () => {
    expect(answered(all, {})).toMatchObject({
      why: 'no listener',
      certainty: 'proven',
    });
  });
});
