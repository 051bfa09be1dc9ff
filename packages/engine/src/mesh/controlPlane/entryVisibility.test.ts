import {
  cluster,
  istio,
  meshConfigMap,
  plainPod,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { serviceEntries } from '../../state/kinds/serviceEntry';
import { waypointFor } from '../ambient/waypoint';
import { connect } from '../connect';
import { cappedExports } from './entryVisibility';

const backend = [
  plainPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'tcp', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];
const entryIn = (namespace: string) =>
  istio('ServiceEntry', `${namespace}/api`, {
    hosts: ['api.example.com'],
    addresses: ['10.97.0.5'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ name: 'tcp', number: 80, protocol: 'TCP' }],
    endpoints: [{ address: '10.1.0.1' }],
  });
const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels: { 'example.com/tier': 'open' } },
};
const open = {
  namespaceSelector: { matchLabels: { 'example.com/tier': 'open' } },
};
const policy = (visibility: string, ...matchingRules: object[]) => ({
  visibility,
  matchingRules,
});

function found(
  owner: string,
  visibility: object,
  proxy = 'istio/proxyv2:1.31.0',
) {
  const client = sidecarPod('edge/lb-1', {
    ip: '10.1.7.1',
    spec: {
      containers: [
        { name: 'app', image: 'app' },
        { name: 'istio-proxy', image: proxy, args: ['proxy', 'sidecar'] },
      ],
    },
  });
  const mesh = meshConfigMap(
    `serviceEntryVisibility: ${JSON.stringify(visibility)}`,
  );
  const state = cluster(backend, client, entryIn(owner), namespace, mesh);
  return connect(state, {
    from: 'edge/lb-1',
    address: '10.97.0.5',
    port: 80,
    protocol: 'tcp',
  })[0];
}

describe('serviceEntryVisibility', () => {
  const sidecars = { applyToSidecars: true };

  it.each([
    [
      'leaves sidecars alone by itself',
      'shop',
      { defaultVisibility: 'NONE' },
      true,
    ],
    [
      'hides from other namespaces',
      'shop',
      { ...sidecars, defaultVisibility: 'NAMESPACE' },
      false,
    ],
    [
      'does not hide from its own namespace',
      'edge',
      { ...sidecars, defaultVisibility: 'NAMESPACE' },
      true,
    ],
    [
      'hides from all',
      'edge',
      { ...sidecars, defaultVisibility: 'NONE' },
      false,
    ],
    ['hides nothing where it says nothing of it', 'shop', sidecars, true],
    [
      'goes by the first policy that chooses the namespace',
      'shop',
      {
        ...sidecars,
        defaultVisibility: 'NONE',
        policies: [policy('PUBLIC', open), policy('NONE', open)],
      },
      true,
    ],
    [
      'passes a policy by that does not choose it',
      'edge',
      {
        ...sidecars,
        defaultVisibility: 'NAMESPACE',
        policies: [policy('NONE', open)],
      },
      true,
    ],
    [
      'wants all rules of a policy to fit, of which an unknown one never does',
      'shop',
      {
        ...sidecars,
        defaultVisibility: 'NONE',
        policies: [policy('PUBLIC', open, { hostnameSuffix: 'example.com' })],
      },
      false,
    ],
    [
      'takes a policy without rules for everything',
      'shop',
      { ...sidecars, policies: [policy('NONE')] },
      false,
    ],
  ])('%s', (_, owner, visibility, isSeen) => {
    expect(found(owner, visibility).pod === 'shop/cart-1').toBe(isSeen);
  });

  it('is doubted where the control plane may not know it', () => {
    const visibility = { ...sidecars, defaultVisibility: 'NAMESPACE' };
    expect(found('edge', visibility).certainty).toBe('proven');
    const old = found('edge', visibility, 'istio/proxyv2:1.30.0');
    expect(old.certainty).toBe('inferred');
    expect(old.caveats.join()).toContain('knows since 1.31');
  });
});

describe('a waypoint of another namespace', () => {
  const gateway = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { namespace: 'edge', name: 'way' },
    spec: {
      gatewayClassName: 'istio-waypoint',
      listeners: [
        {
          name: 'mesh',
          port: 15008,
          protocol: 'HBONE',
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
    },
    status: { addresses: [{ type: 'IPAddress', value: '10.96.0.9' }] },
  };
  const labelled = (owner: string) => {
    const labels = {
      'istio.io/use-waypoint': 'way',
      'istio.io/use-waypoint-namespace': 'edge',
    };
    const entry = entryIn(owner) as { metadata: object };
    return { ...entry, metadata: { ...entry.metadata, labels } };
  };

  it.each([
    ['shop', 'PUBLIC', 'through'],
    ['shop', 'NAMESPACE', 'none'],
    ['edge', 'NAMESPACE', 'through'],
    ['edge', 'NONE', 'none'],
  ])(
    'is used by an entry of %s that is seen as %s: %s',
    (owner, seen, kind) => {
      const mesh = meshConfigMap(
        `serviceEntryVisibility: { defaultVisibility: ${seen} }`,
      );
      const state = cluster(gateway, labelled(owner), namespace, mesh);
      const [entry] = state.list(serviceEntries);
      expect(waypointFor(state, entry).kind).toBe(kind);
    },
  );
});

it.each([
  [['*'], 'PUBLIC', ['*']],
  [['*'], 'NAMESPACE', ['.']],
  [['shop', 'edge'], 'NAMESPACE', ['.']],
  [['edge'], 'NAMESPACE', ['~']],
  [['~'], 'NAMESPACE', ['~']],
  [['.'], 'NONE', ['~']],
] as const)('exports %j of shop, seen as %s, are %j', (exportTo, cap, left) => {
  expect(cappedExports(exportTo, 'shop', cap)).toEqual(left);
});
