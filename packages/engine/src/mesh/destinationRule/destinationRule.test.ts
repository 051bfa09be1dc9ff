import { cluster, istio, meshConfigMap, service } from '../../testing/cluster';
import { destinationRuleFor } from './destinationRule';

const host = 'cart.shop.svc.cluster.local';
const simple = { tls: { mode: 'SIMPLE' } };
const disable = { tls: { mode: 'DISABLE' } };

const rule = (key: string, spec: object, second = 0) =>
  istio(
    'DestinationRule',
    key,
    { host, trafficPolicy: simple, ...spec },
    { creationTimestamp: `2026-03-01T08:00:0${second}Z` },
  );

const backendTls = (spec = {}, more = {}) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'BackendTLSPolicy',
  metadata: { namespace: 'shop', name: 'tls', ...more },
  spec: { targetRefs: [{ group: '', kind: 'Service', name: 'cart', ...spec }] },
});

const cart = service(
  'shop/cart',
  '10.96.0.1',
  [{ name: 'http', port: 80 }],
  {},
);
const selecting = { workloadSelector: { matchLabels: { app: 'lb' } } };

/** Mode on port 80 that the pod edge/lb follows towards the Service cart. */
function modeFor(...objects: readonly unknown[]): string | undefined {
  const found = destinationRuleFor(
    cluster(cart, ...objects),
    { namespace: 'edge', labels: { app: 'lb' } },
    { hostname: host, namespace: 'shop' },
  );
  return (found?.policy?.ports.get(80) ?? found?.policy)?.tls?.mode;
}

describe('the DestinationRule of a client', () => {
  it.each([
    ['none', [], undefined],
    ["of the service's namespace", [rule('shop/a', {})], 'SIMPLE'],
    ['with a short host', [rule('shop/a', { host: 'cart' })], 'SIMPLE'],
    [
      'with a short host elsewhere',
      [rule('edge/a', { host: 'cart' })],
      undefined,
    ],
    ['of the root namespace', [rule('istio-system/a', {})], 'SIMPLE'],
    ['of a third namespace', [rule('other/a', {})], undefined],
    ['not exported', [rule('shop/a', { exportTo: ['.'] })], undefined],
    ['exported to it', [rule('shop/a', { exportTo: ['edge'] })], 'SIMPLE'],
    [
      'own before exported',
      [rule('edge/a', { trafficPolicy: disable }), rule('shop/a', {})],
      'DISABLE',
    ],
    [
      'exact host before a wider one',
      [
        rule('shop/a', { host: '*.shop.svc.cluster.local' }),
        rule('shop/b', { trafficPolicy: disable }),
      ],
      'DISABLE',
    ],
    [
      'the older policy of two',
      [rule('shop/a', { trafficPolicy: disable }, 2), rule('shop/b', {}, 1)],
      'SIMPLE',
    ],
    [
      'an older policy without tls hides the tls of a newer one',
      [
        rule('shop/a', { trafficPolicy: { connectionPool: {} } }, 1),
        rule('shop/b', {}, 2),
      ],
      undefined,
    ],
    [
      "one of its own namespace that selects it before everybody's",
      [rule('edge/a', { trafficPolicy: disable }), rule('edge/b', selecting)],
      'SIMPLE',
    ],
    [
      'one that selects others, into which those that stay at home go, whatever their age',
      [
        rule('edge/a', { exportTo: ['.'] }),
        rule('edge/b', {
          workloadSelector: { matchLabels: { app: 'other' } },
        }),
      ],
      undefined,
    ],
    [
      'one whose selector has no labels',
      [rule('edge/a', { workloadSelector: {} })],
      'SIMPLE',
    ],
    [
      'one whose selector has no labels never leaves',
      [rule('shop/a', { workloadSelector: {} })],
      undefined,
    ],
    ['one that selects never leaves', [rule('shop/a', selecting)], undefined],
    [
      'of a namespace that is not discovered',
      [
        rule('shop/a', {}),
        meshConfigMap('discoverySelectors: [{ matchLabels: { mesh: in } }]'),
      ],
      undefined,
    ],
  ])('%s', (_, objects, expected) => {
    expect(modeFor(...objects)).toBe(expected);
  });
});

describe('a BackendTLSPolicy', () => {
  it.each([
    ['makes clients start TLS', [backendTls()], 'SIMPLE'],
    ['on its port', [backendTls({ sectionName: 'http' })], 'SIMPLE'],
    [
      'not on a port that is not there',
      [backendTls({ sectionName: 'x' })],
      undefined,
    ],
    [
      'not for a Service that is not there',
      [backendTls({ name: 'x' })],
      undefined,
    ],
    [
      'yields to a DestinationRule',
      [backendTls(), rule('shop/a', { trafficPolicy: disable })],
      'DISABLE',
    ],
    [
      'adds to one without tls',
      [backendTls(), rule('shop/a', { trafficPolicy: { connectionPool: {} } })],
      'SIMPLE',
    ],
    [
      'has every rule say what it has to over it, so that the youngest wins',
      [
        backendTls(),
        rule('shop/a', {}, 1),
        rule('shop/b', { trafficPolicy: disable }, 2),
      ],
      'DISABLE',
    ],
    [
      'lets a rule stand on its own beside one that is exported otherwise, which the last wins',
      [
        backendTls(),
        rule('shop/a', { exportTo: ['edge'] }, 1),
        rule('shop/b', { trafficPolicy: disable }, 2),
      ],
      'DISABLE',
    ],
    [
      'is left out where a rule that is exported otherwise stands',
      [
        backendTls(),
        rule('shop/a', { exportTo: ['*'], trafficPolicy: disable }),
      ],
      'DISABLE',
    ],
    [
      'stays at home where rules do by default',
      [backendTls(), meshConfigMap('defaultDestinationRuleExportTo: ["."]')],
      undefined,
    ],
    [
      'is skipped when it says so',
      [
        backendTls(
          {},
          { annotations: { 'istio.io/ignore-policy-attachment': 'true' } },
        ),
      ],
      undefined,
    ],
  ])('%s', (_, objects, expected) => {
    expect(modeFor(...objects)).toBe(expected);
  });
});
