import { ClusterState } from '../state/clusterState';
import { barriersBetween } from './barriers';

function pod(
  namespace: string,
  name: string,
  labels: Record<string, string>,
  spec: object = {},
  annotations: Record<string, string> = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels, annotations },
    spec: {
      containers: [
        { name, image: name, ports: [{ name: 'web', containerPort: 8080 }] },
      ],
      ...spec,
    },
  };
}

function policy(spec: object, namespace: string = 'shop') {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace },
    spec,
  };
}

const ambient = { 'ambient.istio.io/redirection': 'enabled' };
const nginx = pod('edge', 'nginx', { app: 'nginx' });
const cart = pod('shop', 'cart', { app: 'cart' });
const arrival = { pod: 'shop/cart', port: 8080, wire: 'plaintext' };

function barriers(objects: readonly object[], to: typeof arrival = arrival) {
  const state = new ClusterState({ name: 'c' });
  for (const object of [nginx, cart, ...objects]) state.upsert(object);
  return barriersBetween(state, 'edge/nginx', to).map(
    one => `${one.way} ${one.port}`,
  );
}

const all = { podSelector: {} };
const from = (...peers: readonly object[]) =>
  policy({ ...all, ingress: [{ from: peers }] });
const ports = (...some: readonly object[]) =>
  policy({ ...all, ingress: [{ ports: some }] });
const edge = { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } };

describe('barriers between two pods', () => {
  it.each<[string, readonly object[], readonly string[]]>([
    ['no policy', [], []],
    ['a policy without rules', [policy(all)], ['ingress 8080']],
    ['a rule that says nothing more', [policy({ ...all, ingress: [{}] })], []],
    [
      'a policy for other pods',
      [policy({ podSelector: { matchLabels: { app: 'ledger' } } })],
      [],
    ],
    ['a policy of another namespace', [policy(all, 'other')], []],
    [
      'a policy about what goes out',
      [policy({ ...all, policyTypes: ['Egress'] })],
      [],
    ],
    [
      'one about what goes out, of the sender',
      [policy({ ...all, policyTypes: ['Egress'] }, 'edge')],
      ['egress 8080'],
    ],
    [
      'one with rules for what goes out, of the sender, and no types',
      [policy({ ...all, egress: [{ ports: [{ port: 53 }] }] }, 'edge')],
      ['egress 8080'],
    ],
    [
      'the sender lets out to the receiver',
      [
        policy(
          {
            ...all,
            policyTypes: ['Egress'],
            egress: [{ to: [{ namespaceSelector: {} }] }],
          },
          'edge',
        ),
      ],
      [],
    ],
    [
      'pods of its own namespace',
      [from({ podSelector: {} })],
      ['ingress 8080'],
    ],
    ['every namespace', [from({ namespaceSelector: {} })], []],
    ['the namespace by name', [from({ namespaceSelector: edge })], []],
    [
      'the namespace by a label that it has',
      [
        from({ namespaceSelector: { matchLabels: { zone: 'dmz' } } }),
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'edge', labels: { zone: 'dmz' } },
        },
      ],
      [],
    ],
    [
      'the namespace, and other pods there',
      [
        from({
          namespaceSelector: edge,
          podSelector: { matchLabels: { app: 'kong' } },
        }),
      ],
      ['ingress 8080'],
    ],
    [
      'several peers, one of which it is',
      [from({ podSelector: {} }, { namespaceSelector: edge })],
      [],
    ],
    ['addresses', [from({ ipBlock: { cidr: '10.0.0.0/8' } })], []],
    ['its port', [ports({ port: 8080 })], []],
    ['its port by name', [ports({ port: 'web' })], []],
    ['another name', [ports({ port: 'metrics' })], ['ingress 8080']],
    ['a range around it', [ports({ port: 8000, endPort: 8080 })], []],
    [
      'a range below it',
      [ports({ port: 8000, endPort: 8079 })],
      ['ingress 8080'],
    ],
    [
      'its port over UDP',
      [ports({ protocol: 'UDP', port: 8080 })],
      ['ingress 8080'],
    ],
    ['every port of TCP', [ports({ protocol: 'TCP' })], []],
    [
      'two policies, one of which lets it in',
      [policy(all), ports({ port: 8080 })].map((one, index) => ({
        ...one,
        metadata: { ...one.metadata, name: `p${index}` },
      })),
      [],
    ],
  ])('are as they have to be with %s', (_, objects, expected) => {
    expect(barriers(objects)).toEqual(expected);
  });

  const mtls = { ...arrival, wire: 'istio-mtls' };
  const ambientCart = pod('shop', 'cart', { app: 'cart' }, {}, ambient);

  it('are at the port of HBONE where a pod in ambient mode gets mTLS', () => {
    const closed = [ambientCart, ports({ port: 8080 })];
    const open = [ambientCart, ports({ port: 15008 })];
    expect(barriers(closed, mtls)).toEqual(['ingress 15008']);
    expect(barriers(open, mtls)).toEqual([]);
    expect(barriers(closed)).toEqual([]);
  });

  it('are at its own port where a pod with a sidecar gets mTLS', () => {
    expect(barriers([ports({ port: 8080 })], mtls)).toEqual([]);
  });

  it('are not looked for where a waypoint sends what arrives', () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'cart',
        namespace: 'shop',
        labels: { 'istio.io/use-waypoint': 'w' },
      },
      spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] },
    };
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: 'cart-1',
        namespace: 'shop',
        labels: { 'kubernetes.io/service-name': 'cart' },
      },
      addressType: 'IPv4',
      ports: [{ port: 8080 }],
      endpoints: [
        {
          addresses: ['10.1.0.1'],
          targetRef: { kind: 'Pod', namespace: 'shop', name: 'cart' },
        },
      ],
    };
    const objects = [ambientCart, policy(all), service, slice];
    expect(barriers(objects, mtls)).toEqual([]);
  });

  it.each([
    ['sends', pod('edge', 'nginx', { app: 'nginx' }, { hostNetwork: true })],
    ['receives', pod('shop', 'cart', { app: 'cart' }, { hostNetwork: true })],
  ])('are not looked for where a pod on its node’s network %s', (_, host) => {
    expect(barriers([host, policy(all)])).toEqual([]);
  });
});
