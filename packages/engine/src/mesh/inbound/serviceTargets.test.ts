import { cluster, istio, service, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const slice = (name: string, port: string, number: number) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    namespace: 'shop',
    name: `${name}-by-hand`,
    labels: { 'kubernetes.io/service-name': name },
  },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.1.0.1'], conditions: { ready: false } }],
  ports: [{ name: port, port: number }],
});
const byHand = (name: string, port: string, created = 1) => [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      namespace: 'shop',
      name,
      creationTimestamp: `2026-03-01T0${created}:00:00Z`,
    },
    spec: { clusterIP: '10.96.0.2', ports: [{ name: port, port: 80 }] },
  },
  slice(name, port, 8080),
];
const selecting = service(
  'shop/cart',
  '10.96.0.1',
  [{ name: 'http', port: 80, targetPort: 3000 }],
  { 'cart-1': '10.1.0.1' },
);

/** What a pod's sidecar takes its port 8080 for: an HTTP port alone stumbles over other bytes. */
function portOf(...objects: readonly unknown[]): 'http' | 'other' {
  const state = cluster(sidecarPod('shop/cart-1', { ip: '10.1.0.1' }), objects);
  const [{ outcome }] = connect(state, {
    from: null,
    address: '10.1.0.1',
    port: 8080,
    protocol: 'tcp',
  });
  return outcome === 'rejected' ? 'http' : 'other';
}

describe('a Service without selector', () => {
  it.each([
    ['says what the port of its endpoint is', [byHand('web', 'http')], 'http'],
    ['or leaves it to be sniffed', [byHand('web', 'web')], 'other'],
    [
      'counts for nothing where another selects the pod, whatever its port',
      [byHand('web', 'http'), selecting],
      'other',
    ],
    [
      'as does one that selects other pods',
      [
        {
          ...byHand('web', 'http')[0],
          spec: {
            clusterIP: '10.96.0.2',
            selector: { app: 'other' },
            ports: [{ name: 'http', port: 80 }],
          },
        },
        slice('web', 'http', 8080),
      ],
      'http',
    ],
    [
      'comes after an older one',
      [byHand('web', 'http', 2), byHand('old', 'tcp', 1)],
      'other',
    ],
    ['is nothing without endpoint', [byHand('web', 'http')[0]], 'other'],
  ] as const)('%s', (_, objects, expected) => {
    expect(portOf(objects)).toBe(expected);
  });
});

// istio pilot/pkg/networking/core/filterchain_options.go getFilterChainMatchOptions, cluster.go buildOutboundClusters.
describe('a port of UDP', () => {
  const udp = byHand('udp', 'udp', 1);

  it('claims the container port of a younger one, for bytes of any kind', () => {
    expect(portOf(udp, byHand('web', 'http', 2))).toBe('other');
    expect(portOf(udp, byHand('web', 'http', 0))).toBe('http');
  });
});

// istio pilot/pkg/serviceregistry/kube/controller/pod.go onEvent.
describe('a ServiceEntry that selects a pod', () => {
  const entry = istio('ServiceEntry', 'shop/api', {
    hosts: ['api.example.com'],
    addresses: ['10.97.0.5'],
    ports: [{ name: 'http', number: 80, protocol: 'HTTP', targetPort: 8080 }],
    resolution: 'STATIC',
    workloadSelector: { labels: { app: 'cart' } },
  });
  const pod = sidecarPod('shop/cart-1', { ip: '10.1.0.1' });
  const status = pod.status as object;
  const unready = { conditions: [{ type: 'Ready', status: 'False' }] };

  it.each([
    ['says what its port is', pod, 'http', true],
    [
      'hears of none that is not ready',
      { ...pod, status: { ...status, ...unready } },
      'other',
      false,
    ],
    [
      'of none that is being deleted',
      {
        ...pod,
        metadata: {
          ...(pod.metadata as object),
          deletionTimestamp: '2026-03-02T00:00:00Z',
        },
      },
      'other',
      false,
    ],
  ])('%s', (_, made, expected, isEndpoint) => {
    const client = sidecarPod('shop/client-1', { ip: '10.1.0.9' });
    const state = cluster(made, client, entry);
    const [{ outcome }] = connect(state, {
      from: null,
      address: '10.1.0.1',
      port: 8080,
      protocol: 'tcp',
    });
    expect(outcome === 'rejected' ? 'http' : 'other').toBe(expected);
    const [asked] = connect(state, {
      from: 'shop/client-1',
      address: '10.97.0.5',
      port: 80,
      host: 'api.example.com',
      protocol: 'http',
    });
    expect(asked.pod).toBe(isEndpoint ? 'shop/cart-1' : '');
  });
});

// istio pilot/pkg/serviceregistry/kube/controller/util.go FindPort.
describe('a target port with a name', () => {
  const named = (transport: string, ...ports: readonly object[]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'shop', name: 'cart' },
    spec: {
      clusterIP: '10.96.0.1',
      selector: { app: 'cart' },
      ports: [
        ...ports,
        { name: 'http', port: 80, targetPort: 'web', protocol: transport },
      ],
    },
  });
  const twin = { name: 'udp', port: 80, targetPort: 'web', protocol: 'UDP' };
  const web = (protocol: string) => ({
    name: 'app',
    image: 'app',
    ports: [{ name: 'web', containerPort: 8080, protocol }],
  });
  const pod = (where: 'containers' | 'initContainers', container: object) => {
    const [made] = [sidecarPod('shop/cart-1', { ip: '10.1.0.1' })];
    const spec = made.spec as Record<string, readonly object[]>;
    return {
      ...made,
      spec: { ...spec, [where]: [...(spec[where] ?? []), container] },
    };
  };
  const native = { ...web('TCP'), restartPolicy: 'Always' };

  it.each([
    [
      'is one of a container',
      pod('containers', web('TCP')),
      named('TCP'),
      'http',
    ],
    [
      'of a native sidecar',
      pod('initContainers', native),
      named('TCP'),
      'http',
    ],
    [
      'of no container that ends',
      pod('initContainers', web('TCP')),
      named('TCP'),
      'other',
    ],
    [
      'of the same transport',
      pod('containers', web('UDP')),
      named('TCP'),
      'other',
    ],
    [
      'so that a twin of UDP does not come first',
      pod('containers', web('TCP')),
      named('TCP', twin),
      'http',
    ],
  ] as const)('%s', (_, made, object, expected) => {
    const [{ outcome }] = connect(cluster(made, object), {
      from: null,
      address: '10.1.0.1',
      port: 8080,
      protocol: 'tcp',
    });
    expect(outcome === 'rejected' ? 'http' : 'other').toBe(expected);
  });
});

// kubernetes pkg/proxy/servicechangetracker.go: a port is a number and a transport.
describe('a number that stands for TCP and for UDP', () => {
  const twins = [
    { name: 'udp', port: 80, targetPort: 5353, protocol: 'UDP' },
    { name: 'http', port: 80, targetPort: 8080 },
  ];

  it('is forwarded by TCP to the endpoints of that port', () => {
    const state = cluster(
      sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
      service('shop/cart', '10.96.0.1', twins, { 'cart-1': '10.1.0.1' }),
    );
    const arrivals = connect(state, {
      from: null,
      address: '10.96.0.1',
      port: 80,
      protocol: 'http',
    });
    expect(arrivals.map(one => one.port)).toEqual([8080]);
  });
});
