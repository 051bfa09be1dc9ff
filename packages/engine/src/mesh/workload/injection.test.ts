import { cluster, plainPod } from '../../testing/cluster';
import { pods } from '../../state/kinds/pod';
import { injectionOf } from './injection';

type Labels = Record<string, string>;

function injection(namespace: Labels, pod: object, ...others: object[]) {
  const state = cluster(
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: namespace },
    },
    plainPod('shop/cart-1', { ip: '10.1.0.1', ...pod }),
    others,
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

describe('where injectors are there, a pod without a proxy', () => {
  const inRevision = (name: string) => ({ 'istio.io/rev': name });
  const asked = (key: string, operator: string, values?: string[]) => ({
    matchExpressions: [{ key, operator, ...(values && { values }) }],
  });
  const injector = (name: string, webhooks: object[]) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: {
      name: `istio-sidecar-injector-${name}`,
      labels: inRevision(name),
    },
    webhooks,
  });
  const byUrl = { clientConfig: { url: 'https://istiod.example.com/inject' } };
  const canary = injector('canary', [
    {
      ...byUrl,
      namespaceSelector: asked('istio.io/rev', 'In', ['canary']),
      objectSelector: asked('sidecar.istio.io/inject', 'NotIn', ['false']),
    },
    {
      ...byUrl,
      namespaceSelector: asked('istio.io/rev', 'DoesNotExist'),
      objectSelector: asked('istio.io/rev', 'In', ['canary']),
    },
  ]);
  const everywhere = injector('default', [
    {
      ...byUrl,
      namespaceSelector: asked('istio-injection', 'DoesNotExist'),
      objectSelector: asked('sidecar.istio.io/inject', 'DoesNotExist'),
    },
  ]);

  it.each([
    ['of their revision is asked for', inRevision('canary'), {}, 'asked'],
    [
      'that names their revision itself is',
      {},
      { labels: inRevision('canary') },
      'asked',
    ],
    ['under the label of the default revision is not', enabled, {}, 'blocked'],
    ['of another revision is not', inRevision('1-20'), {}, 'blocked'],
    [
      'that asks for no revision is not',
      {},
      { labels: inject('true') },
      'blocked',
    ],
    ['that nobody asks for is none of theirs', {}, {}, 'not-asked'],
    ['of ambient mode is none of theirs', ambient, {}, 'asked'],
  ])('%s', (_, namespace, pod, expected) => {
    expect(injection(namespace as Labels, pod, canary)).toBe(expected);
  });

  it.each([
    ['is chosen where nothing is said', {}, {}, 'asked'],
    [
      'that asks by annotation is chosen as well',
      {},
      { annotations: inject('true') },
      'asked',
    ],
    [
      'is left alone where its annotation says so',
      {},
      { annotations: inject('false') },
      'not-asked',
    ],
    [
      'is left alone on the network of its node',
      {},
      { spec: { hostNetwork: true } },
      'not-asked',
    ],
  ])('of everybody, %s', (_, namespace, pod, expected) => {
    expect(injection(namespace as Labels, pod, everywhere)).toBe(expected);
  });
});

describe('a pod of a namespace that Istio leaves out', () => {
  // The webhook leaves out more of them than the CNI plugin, whose values can name others.
  it.each([
    ['kube-system', enabled, 'blocked'],
    ['kube-public', enabled, 'blocked'],
    ['kube-system', ambient, 'blocked'],
    ['kube-public', ambient, 'asked'],
    ['local-path-storage', ambient, 'asked'],
  ])('%s, which says %o', (name, labels, expected) => {
    const state = cluster(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } },
      plainPod(`${name}/cart-1`, { ip: '10.1.0.1' }),
    );
    const pod = state.get(pods, name, 'cart-1')!;
    expect(injectionOf(state, pod).kind).toBe(expected);
  });
});

describe('where the configuration of the injector was read, a pod without a proxy', () => {
  const configured = (config: object, name = 'istio-sidecar-injector') => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'istio-system' },
    data: { config: JSON.stringify(config) },
  });
  const app = (value: string) => ({
    matchExpressions: [{ key: 'app', operator: 'In', values: [value] }],
  });
  const cart = { labels: { app: 'cart' } };
  const byLabel = { labels: { app: 'cart', ...inject('true') } };
  const off = { policy: 'disabled' };
  const never = { policy: 'enabled', neverInjectSelector: [app('cart')] };
  const always = { ...off, alwaysInjectSelector: [app('cart')] };

  it.each([
    ['that does not ask, of a policy "disabled"', off, cart, 'blocked'],
    ['that asks itself', off, byLabel, 'asked'],
    ['that asks by annotation', off, { annotations: inject('true') }, 'asked'],
    ['under a policy that is none', { policy: 'off ' }, byLabel, 'blocked'],
    ['under no policy', {}, cart, 'blocked'],
    ['that is never injected', never, cart, 'blocked'],
    ['that asks in spite of that', never, byLabel, 'asked'],
    [
      'whose neighbours are never injected',
      never,
      { labels: { app: 'basket' } },
      'asked',
    ],
    ['that is always injected', always, cart, 'asked'],
    [
      'that is never and always injected',
      { ...always, ...never },
      cart,
      'blocked',
    ],
    [
      'under a selector of nothing',
      { policy: 'enabled', neverInjectSelector: [{}] },
      cart,
      'asked',
    ],
    [
      'under a selector that Kubernetes refuses',
      {
        policy: 'enabled',
        neverInjectSelector: [
          { matchExpressions: [{ key: 'app', operator: 'NotIn' }] },
        ],
      },
      cart,
      'asked',
    ],
  ])('%s', (_, config, pod, expected) => {
    expect(injection(enabled, pod, configured(config))).toBe(expected);
  });

  it('follows that of its own revision', () => {
    const canary = configured(off, 'istio-sidecar-injector-canary');
    const ofCanary = { 'istio.io/rev': 'canary' };
    expect(injection(ofCanary, cart, canary)).toBe('blocked');
    expect(injection(enabled, cart, canary)).toBe('asked');
    expect(injection(ofCanary, cart, configured(off))).toBe('asked');
  });

  it('is taken for what the chart installs where there is no YAML', () => {
    const broken = { ...configured({}), data: { config: 'policy: [' } };
    expect(injection(enabled, cart, broken)).toBe('asked');
  });
});

describe('where the configuration of the CNI plugin was read, a pod', () => {
  const cni = (data: Record<string, string>) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio-cni-config', namespace: 'istio-system' },
    data,
  });
  const own = (text: string) => ({ AMBIENT_ENABLEMENT_SELECTOR: text });
  const byTeam = own('- podSelector: {matchLabels: {mesh: in}}');
  const chosen = { labels: { mesh: 'in' } };

  it.each([
    ['of the chart', {}, {}, 'asked'],
    ['where ambient mode is on', { AMBIENT_ENABLED: 'true' }, {}, 'asked'],
    ['where it is off', { AMBIENT_ENABLED: 'false' }, {}, 'blocked'],
    [
      'of a namespace that is left out',
      { EXCLUDE_NAMESPACES: 'kube-system, shop' },
      {},
      'blocked',
    ],
    [
      'of another namespace',
      { EXCLUDE_NAMESPACES: 'kube-system' },
      {},
      'asked',
    ],
    [
      'under the selectors of the chart',
      own(
        '- podSelector:\n    matchLabels: {istio.io/dataplane-mode: ambient}\n- podSelector:\n    matchExpressions:\n    - {key: istio.io/dataplane-mode, operator: NotIn, values: [none]}\n  namespaceSelector:\n    matchLabels: {istio.io/dataplane-mode: ambient}\n',
      ),
      {},
      'asked',
    ],
    ['that other selectors do not choose', byTeam, {}, 'blocked'],
    ['that other selectors choose', byTeam, chosen, 'asked'],
  ])('%s', (_, data, pod, expected) => {
    expect(injection(ambient, pod, cni(data))).toBe(expected);
  });

  it('is chosen without the label of its namespace', () => {
    expect(injection({}, chosen, cni(byTeam))).toBe('asked');
    expect(injection({}, {}, cni(byTeam))).toBe('not-asked');
  });
});
