import {
  cluster,
  istio,
  plainPod,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';

const mesh = [
  sidecarPod('shop/client-1', { ip: '10.1.0.9' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];
const machine = (labels: object, more: object = {}, own: object = {}) =>
  istio(
    'WorkloadEntry',
    'shop/vm',
    { address: '10.99.0.1', labels, ...more },
    { labels: own },
  );
const entry = (spec: object) =>
  istio('ServiceEntry', 'shop/api', {
    hosts: ['api.example.com'],
    addresses: ['10.97.0.5'],
    ports: [{ name: 'http', number: 80, protocol: 'HTTP' }],
    ...spec,
  });

const reporting = (health: string, conditions: readonly object[] = []) => ({
  ...istio(
    'WorkloadEntry',
    'shop/vm',
    { address: '10.99.0.1', labels: { app: 'cart' } },
    { annotations: { 'proxy.istio.io/health-checks-enabled': health } },
  ),
  status: { conditions },
});

const cartOnce = 'shop/cart-1 istio-mtls accepted proven';

function reached(address: string, host: string, ...objects: unknown[]) {
  return connect(cluster(mesh, objects), {
    from: 'shop/client-1',
    address,
    port: 80,
    host,
    protocol: 'http',
  }).map(one => [one.pod, one.wire, one.outcome, one.certainty].join(' '));
}

describe('endpoints', () => {
  it.each([
    ['are pods of the Service', machine({ app: 'other' }), [cartOnce]],
    [
      'are machines that the Service selects, of which nothing is known',
      machine({ app: 'cart' }),
      [' plaintext unknown unknown', cartOnce],
    ],
    [
      'are sent mesh mTLS where the machine has a service account',
      machine({ app: 'cart' }, { serviceAccount: 'cart' }),
      [' istio-mtls unknown unknown', cartOnce],
    ],
    [
      'are machines by the labels of the entry itself',
      machine({}, {}, { app: 'cart', 'security.istio.io/tlsMode': 'istio' }),
      [' istio-mtls unknown unknown', cartOnce],
    ],
    [
      'are no machines that the entry itself labels otherwise than its spec',
      machine({ app: 'cart' }, {}, { app: 'other' }),
      [cartOnce],
    ],
  ])('%s', (_, object, expected) => {
    expect(reached('10.96.0.1', 'cart', object)).toEqual(expected);
  });

  const vm = ' plaintext unknown unknown';
  it.each([
    ['no machine before its proxy reports its health', 'true', [], [cartOnce]],
    ['a machine that does not report', 'false', [], [vm, cartOnce]],
    ['a machine whose annotation says nothing', 'yes', [], [vm, cartOnce]],
    [
      'no machine that is not well',
      'true',
      [{ type: 'Healthy', status: 'False' }],
      [cartOnce],
    ],
    [
      'a machine that is well',
      '1',
      [
        { type: 'Connected', status: 'False' },
        { type: 'Healthy', status: 'True' },
      ],
      [vm, cartOnce],
    ],
  ])('are %s', (_, health, conditions, expected) => {
    const object = reporting(health, conditions);
    expect(reached('10.96.0.1', 'cart', object)).toEqual(expected);
  });

  it.each([
    ['under the name that the target port has', 'web', { web: 8080 }, [8080]],
    ['under no other name', 'web', { http: 8080 }, []],
    ['under the name of the port', 8000, { http: 8080 }, [8080]],
    ['with the number of the target port', 8000, {}, [8000]],
  ])('are ports of machines %s', (_, targetPort, ports, expected) => {
    const [{ spec, ...cart }] = service('shop/cart', '10.96.0.1', [], {});
    const object = {
      ...cart,
      spec: {
        ...(spec as object),
        ports: [{ name: 'http', port: 80, targetPort }],
      },
    };
    const arrivals = connect(
      cluster(mesh[0], object, machine({ app: 'cart' }, { ports })),
      {
        from: 'shop/client-1',
        address: '10.96.0.1',
        port: 80,
        host: 'cart',
        protocol: 'http',
      },
    );
    expect(
      arrivals.flatMap(one => (one.wire === 'none' ? [] : one.port)),
    ).toEqual(expected);
  });

  it('are whatever the name leads to, of a ServiceEntry that is looked up', () => {
    expect(
      reached('10.97.0.5', 'api.example.com', entry({ resolution: 'DNS' })),
    ).toEqual([' plaintext unknown unknown']);
  });
});

// istio pilot/pkg/serviceregistry/serviceentry/conversion.go convertServiceEntryToInstances.
describe('a ServiceEntry that is looked up and selects workloads', () => {
  it('leads to those, and not to its name', () => {
    const selecting = entry({
      resolution: 'DNS',
      workloadSelector: { labels: { app: 'cart' } },
    });
    expect(reached('10.97.0.5', 'api.example.com', selecting)).toEqual([
      'shop/cart-1 plaintext accepted proven',
    ]);
  });
});

// kubernetes pkg/proxy/nftables: ClusterIPs answer at the ports of their Services alone.
describe('a port that a Service does not have', () => {
  it('leads nowhere, as far as is known', () => {
    const [{ outcome, certainty, caveats }] = connect(cluster(mesh), {
      from: null,
      address: '10.96.0.1',
      port: 8080,
      protocol: 'tcp',
    });
    expect([outcome, certainty]).toEqual(['unroutable', 'inferred']);
    expect(caveats).toEqual([
      '10.96.0.1 is the address of Service shop/cart, which has no port 8080: nothing is known to take connections there.',
    ]);
  });
});

describe('endpoints that are written by hand', () => {
  const byHand = (namespace: string) => [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name: 'legacy' },
      spec: { clusterIP: '10.96.0.7', ports: [{ name: 'tcp', port: 80 }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        namespace,
        name: 'legacy-1',
        labels: { 'kubernetes.io/service-name': 'legacy' },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.1.0.1'] }],
      ports: [{ name: 'tcp', port: 80 }],
    },
  ];

  it.each([
    [
      'are sent plaintext, if Istio does not know their pods from before',
      'shop',
      'shop/cart-1 plaintext accepted inferred',
    ],
    [
      'are sent plaintext for certain where the pod is of another namespace',
      'web',
      'shop/cart-1 plaintext accepted proven',
    ],
  ])('%s', (_, namespace, expected) => {
    expect(reached('10.96.0.7', 'legacy', byHand(namespace))).toEqual([
      expected,
    ]);
  });

  it('are subject to the policies of the namespace of their pod', () => {
    const [legacy, slice] = byHand('web');
    const targetRef = { kind: 'Pod', namespace: 'shop', name: 'cart-1' };
    const named = {
      ...slice,
      endpoints: [{ addresses: ['10.1.0.1'], targetRef }],
    };
    const disabled = istio('PeerAuthentication', 'shop/cart', {
      selector: { matchLabels: { app: 'cart' } },
      mtls: { mode: 'DISABLE' },
    });
    expect(reached('10.96.0.7', 'legacy', [legacy, named])).toEqual([
      'shop/cart-1 istio-mtls accepted proven',
    ]);
    expect(reached('10.96.0.7', 'legacy', [legacy, named, disabled])).toEqual([
      'shop/cart-1 plaintext accepted proven',
    ]);
  });

  it('leave open what is sent to any of a headless Service', () => {
    const [legacy, slice] = byHand('shop');
    const headless = {
      ...legacy,
      spec: { clusterIP: 'None', ports: [{ name: 'tcp', port: 80 }] },
    };
    expect(reached('10.1.0.1', 'legacy', [headless, slice])).toEqual([
      'shop/cart-1 plaintext accepted inferred',
    ]);
  });
});

// istio pilot/pkg/serviceregistry/kube/controller/endpointslice.go.
describe('EndpointSlices', () => {
  const more = (over: object) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace: 'shop',
      name: 'cart-more',
      labels: { 'kubernetes.io/service-name': 'cart' },
    },
    addressType: 'IPv4',
    endpoints: [
      {
        addresses: ['10.1.0.1'],
        targetRef: { kind: 'Pod', namespace: 'shop', name: 'cart-1' },
      },
    ],
    ports: [{ name: 'http', port: 80 }],
    ...over,
  });

  it.each([
    ['of names are none', more({ addressType: 'FQDN' }), [cartOnce]],
    ['that say the same are one', more({}), [cartOnce]],
    [
      'that have two ports for one leave open which is dialled',
      more({ ports: [{ name: 'http', port: 8080 }] }),
      [
        'shop/cart-1 istio-mtls accepted inferred',
        'shop/cart-1 istio-mtls accepted inferred',
      ],
    ],
    [
      'of which one calls an address not ready leave open whether it is dialled',
      more({
        endpoints: [{ addresses: ['10.1.0.1'], conditions: { ready: false } }],
      }),
      ['shop/cart-1 istio-mtls accepted inferred'],
    ],
    [
      'lead to the pod of the address, were another one named',
      more({
        endpoints: [
          {
            addresses: ['10.1.0.9'],
            targetRef: { kind: 'Pod', namespace: 'shop', name: 'cart-1' },
          },
        ],
      }),
      [cartOnce, 'shop/client-1 istio-mtls accepted proven'],
    ],
  ])('%s', (_, slice, expected) => {
    expect(reached('10.96.0.1', 'cart', slice)).toEqual(expected);
  });
});

describe('a ServiceEntry named like a Service', () => {
  const namesake = (namespace: string, port: string) =>
    istio('ServiceEntry', `${namespace}/more`, {
      hosts: ['cart.shop.svc.cluster.local'],
      location: 'MESH_INTERNAL',
      resolution: 'STATIC',
      ports: [{ name: port, number: 80, protocol: 'HTTP' }],
      endpoints: [{ address: '10.1.0.9' }],
    });

  it.each([
    ['of its namespace adds endpoints to it', 'shop', 'http', 2],
    ['with a port of another name adds none', 'shop', 'web', 1],
    ['of another namespace adds none', 'web', 'http', 1],
  ])('%s', (_, namespace, port, count) => {
    expect(
      reached('10.96.0.1', 'cart', namesake(namespace, port)),
    ).toHaveLength(count);
  });
});

describe('a Service that keeps connections on the node', () => {
  const near = sidecarPod('shop/agent-1', {
    ip: '10.1.1.1',
    spec: { nodeName: 'node-1' },
  });
  const far = plainPod('shop/agent-2', {
    ip: '10.1.1.2',
    spec: { nodeName: 'node-2' },
  });
  const [agent, slice] = service(
    'shop/agent',
    '10.96.0.8',
    [{ name: 'tcp', port: 80 }],
    { 'agent-1': '10.1.1.1', 'agent-2': '10.1.1.2' },
  );
  const listed = (...nodes: readonly (string | undefined)[]) => ({
    ...slice,
    endpoints: nodes.map((nodeName, index) => ({
      ...(slice.endpoints as object[])[index],
      nodeName,
    })),
  });
  const kept = {
    ...agent,
    spec: { ...(agent.spec as object), internalTrafficPolicy: 'Local' },
  };

  it.each([
    ['its client has a sidecar', 'shop/agent-1', 'shop/agent-1'],
    ['its client has none', 'shop/agent-2', 'shop/agent-2'],
    [
      'the node of its client is not known',
      'shop/client-1',
      'shop/agent-1, shop/agent-2',
    ],
  ])('leads to pods there when %s', (_, from, expected) => {
    const said = listed('node-1', 'node-2');
    const arrivals = connect(cluster(mesh, near, far, kept, said), {
      from,
      address: '10.96.0.8',
      port: 80,
      protocol: 'tcp',
    });
    expect(arrivals.map(one => one.pod).join(', ')).toBe(expected);
  });

  // Istio goes by the node of the pod, kube-proxy by the one that the slice says.
  it.each([
    [
      'kube-proxy leads to the pod that is said to be there',
      'shop/agent-2',
      listed('node-2', 'node-1'),
      'shop/agent-1 accepted proven',
    ],
    [
      'Istio to the pod that is there',
      'shop/agent-1',
      listed('node-2', 'node-1'),
      'shop/agent-1 accepted proven',
    ],
    [
      'kube-proxy leads nowhere when both are said to be elsewhere',
      'shop/agent-2',
      listed('node-3', 'node-3'),
      ' unroutable proven',
    ],
    [
      'kube-proxy leads to all that are said to be there',
      'shop/agent-2',
      listed('node-2', 'node-2'),
      'shop/agent-1 accepted proven, shop/agent-2 accepted proven',
    ],
    [
      'an endpoint of two nodes may be on either',
      'shop/agent-2',
      [
        listed('node-1', 'node-1'),
        {
          ...listed('node-1', 'node-2'),
          metadata: {
            namespace: 'shop',
            name: 'agent-y',
            labels: { 'kubernetes.io/service-name': 'agent' },
          },
        },
      ],
      'shop/agent-2 accepted inferred',
    ],
    [
      'an endpoint of no node is on none, which other proxies may take otherwise',
      'shop/agent-2',
      listed('node-1', undefined),
      ' unroutable inferred',
    ],
  ])('%s', (_, from, said, expected) => {
    const arrivals = connect(cluster(mesh, near, far, kept, said), {
      from,
      address: '10.96.0.8',
      port: 80,
      protocol: 'tcp',
    });
    expect(
      arrivals
        .map(one => `${one.pod} ${one.outcome} ${one.certainty}`)
        .join(', '),
    ).toBe(expected);
  });

  const unnamed = {
    ...slice,
    endpoints: [
      { addresses: ['10.1.1.1'], nodeName: 'node-1' },
      { addresses: ['10.1.1.2'], nodeName: 'node-2' },
    ],
  };
  const vm = istio('WorkloadEntry', 'shop/vm', {
    address: '10.99.0.1',
    labels: { app: 'agent' },
  });
  const elsewhere = {
    ...near,
    metadata: { ...(near.metadata as object), namespace: 'web' },
  };
  const nobody = 'unroutable proven';

  // istio pilot/pkg/xds/endpoints/endpoint_builder.go filterIstioEndpoint: what is no pod is on no node.
  it.each([
    [
      'leads a sidecar to no pod that its slices do not name, unless Istio knew it before',
      'shop/agent-1',
      [near, far, unnamed],
      'unroutable inferred',
    ],
    [
      'to none of another namespace for certain',
      'web/agent-1',
      [elsewhere, far, unnamed],
      nobody,
    ],
    [
      'to no machine',
      'shop/agent-1',
      [near, { ...slice, endpoints: [] }, vm],
      nobody,
    ],
    [
      'and others than sidecars to the pods all the same',
      'shop/agent-2',
      [near, far, unnamed],
      'accepted proven',
    ],
  ])('%s', (_, from, objects, expected) => {
    const arrivals = connect(cluster(mesh, objects, kept), {
      from,
      address: '10.96.0.8',
      port: 80,
      protocol: 'tcp',
    });
    expect(
      arrivals.map(one => `${one.outcome} ${one.certainty}`).join(', '),
    ).toBe(expected);
  });
});

describe('the addresses of a ServiceEntry', () => {
  const api = {
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    addresses: ['10.97.0.5', '10.97.0.6/32', '10.98.0.0/16'],
    ports: [{ name: 'tcp', number: 80, protocol: 'TCP' }],
    endpoints: [
      { address: '10.1.0.1', labels: { 'security.istio.io/tlsMode': 'istio' } },
    ],
  };

  it.each(['10.97.0.5', '10.97.0.6', '10.98.7.7'])(
    'are listened for one by one: %s',
    address => {
      expect(reached(address, 'other', entry(api))).toEqual([
        'shop/cart-1 istio-mtls accepted proven',
      ]);
    },
  );

  it.each(['0.0.0.0', '0.0.0.0/0', '0.0.0.0/4'])(
    'are none in particular: %s',
    address => {
      const anywhere = entry({
        ...api,
        addresses: [address],
        ports: [{ name: 'tcp', number: 9000, protocol: 'TCP' }],
      });
      const [{ pod, why }] = connect(cluster(mesh, anywhere), {
        from: 'shop/client-1',
        address: '10.250.0.1',
        port: 9000,
        protocol: 'tcp',
      });
      expect([pod, why.split('; ')[0]]).toEqual([
        'shop/cart-1',
        'outbound|9000||api.example.com',
      ]);
    },
  );
});

// istio pilot/pkg/model/push_context.go BestEffortInferServiceMTLSMode: only "disabled" stands in the way.
describe('the mTLS of a headless Service', () => {
  const headless = (tlsMode: string) =>
    connect(
      cluster(
        sidecarPod('shop/client-1', { ip: '10.1.0.9' }),
        sidecarPod('shop/db-1', { ip: '10.1.0.1' }),
        sidecarPod('shop/db-2', {
          ip: '10.1.0.2',
          labels: { 'security.istio.io/tlsMode': tlsMode },
        }),
        service('shop/db', 'None', [{ name: 'tcp', port: 80 }], {
          'db-1': '10.1.0.1',
          'db-2': '10.1.0.2',
        }),
      ),
      { from: 'shop/client-1', address: '10.1.0.1', port: 80, protocol: 'tcp' },
    ).map(one => `${one.wire} ${one.certainty}`);

  it.each([
    ['istio', 'istio-mtls'],
    ['disabled', 'plaintext'],
    ['none', 'istio-mtls'],
    ['', 'istio-mtls'],
  ])('of which one pod is labelled %s is %s', (tlsMode, wire) => {
    expect(headless(tlsMode)).toEqual([`${wire} proven`]);
  });
});
