import { cluster, plainPod } from '../../testing/cluster';
import { pods } from '../../state/kinds/pod';
import { injectionOf } from './injection';

type Labels = Record<string, string>;

function injection(namespace: Labels, pod: object) {
  const state = cluster(
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: namespace },
    },
    plainPod('shop/cart-1', { ip: '10.1.0.1', ...pod }),
  );
  return injectionOf(state, state.get(pods, 'shop', 'cart-1')!).kind;
}

const enabled = { 'istio-injection': 'enabled' };
const disabled = { 'istio-injection': 'disabled' };
const ambient = { 'istio.io/dataplane-mode': 'ambient' };
const noAmbient = { labels: { 'istio.io/dataplane-mode': 'none' } };
const inject = (value: string) => ({ 'sidecar.istio.io/inject': value });

describe('a pod without a proxy', () => {
  it.each([
    ['in a namespace that asks for nothing', {}, {}, 'not-asked'],
    ['in one that asks for sidecars', enabled, {}, 'asked'],
    [
      'that wants no sidecar',
      enabled,
      { labels: inject('false') },
      'not-asked',
    ],
    ['in one that asks for ambient mode', ambient, {}, 'asked'],
    ['that wants no ambient mode', ambient, noAmbient, 'not-asked'],
    [
      'that wants ambient mode, no sidecar',
      ambient,
      { labels: inject('false') },
      'asked',
    ],
    ['that wants a sidecar, no ambient mode', enabled, noAmbient, 'asked'],
    [
      'in ambient mode where sidecars are off',
      { ...ambient, ...disabled },
      {},
      'asked',
    ],
    [
      'that asks where sidecars are off',
      disabled,
      { labels: inject('true') },
      'blocked',
    ],
    [
      'on the network of its node',
      enabled,
      { spec: { hostNetwork: true } },
      'blocked',
    ],
    ['under a misspelt label', { 'istio-injection': 'true' }, {}, 'blocked'],
    [
      'under a misspelt mode',
      { 'istio.io/dataplane-mode': 'Ambient' },
      {},
      'blocked',
    ],
    [
      'that asks by annotation alone',
      {},
      { annotations: inject('true') },
      'blocked',
    ],
    [
      'whose label counts before its annotation',
      enabled,
      { labels: inject('true'), annotations: inject('false') },
      'asked',
    ],
  ])('%s', (_, namespace, pod, expected) => {
    expect(injection(namespace as Labels, pod)).toBe(expected);
  });
});
