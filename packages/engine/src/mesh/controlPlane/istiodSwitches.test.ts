import {
  ambientPod,
  cluster,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { pods } from '../../state/kinds/pod';
import { connect } from '../connect';
import { istiodSwitches } from './istiodSwitches';

const shop = [
  sidecarPod('web/client-1', { ip: '10.1.0.9' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];

const istiod = (
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace: 'istio-system',
    name: 'istiod-1',
    labels: { app: 'istiod' },
  },
  spec: {
    containers: [
      {
        name: 'discovery',
        image: 'istio/pilot:1.31.0',
        args: ['discovery', ...args],
        env: Object.entries(env).map(([name, value]) => ({ name, value })),
      },
    ],
  },
  status: { phase: 'Running', podIP: '10.1.0.3' },
});

const doubts = (pod: object) => {
  const [{ certainty, caveats }] = connect(cluster(shop, pod), {
    from: 'web/client-1',
    address: '10.96.0.1',
    port: 80,
    protocol: 'http',
    host: 'cart.shop',
  });
  return [certainty, ...caveats];
};

// istio pilot/pkg/features, pkg/env: flags as strconv.ParseBool reads them, others by what they are.
describe('a variable of istiod', () => {
  it.each([
    ['PILOT_ENABLE_GATEWAY_API', 'true', 'proven'],
    ['PILOT_ENABLE_GATEWAY_API', '1', 'proven'],
    ['PILOT_ENABLE_GATEWAY_API', 'neither', 'proven'],
    ['PILOT_ENABLE_GATEWAY_API', 'false', 'inferred'],
    ['PILOT_ENABLE_GATEWAY_API', '0', 'inferred'],
    ['PILOT_SCOPE_GATEWAY_TO_NAMESPACE', 'F', 'proven'],
    ['PILOT_SCOPE_GATEWAY_TO_NAMESPACE', 'T', 'inferred'],
    ['PILOT_GATEWAY_API_CONTROLLER_NAME', 'example.com/own', 'inferred'],
    ['PILOT_IGNORE_RESOURCES', '', 'proven'],
    ['PILOT_IGNORE_RESOURCES', 'sidecars.networking.istio.io', 'inferred'],
    ['ISTIO_DUAL_STACK', 'true', 'proven'],
    ['PILOT_ENABLE_SENDING_HBONE', 'false', 'inferred'],
    ['AMBIENT_ENABLE_MULTI_NETWORK', 'true', 'inferred'],
    ['PILOT_SKIP_VALIDATE_TRUST_DOMAIN', 'false', 'proven'],
    ['PILOT_TRACE_SAMPLING', '1', 'proven'],
  ])('%s=%s leaves an answer %s', (name, value, certainty) => {
    const [found, caveat = name] = doubts(istiod({ [name]: value }));
    expect(found).toBe(certainty);
    expect(caveat).toContain(name);
  });
});

describe('the domain of istiod', () => {
  it.each([
    [[], 'proven'],
    [['--domain', 'cluster.local'], 'proven'],
    [['--domain=cluster.local'], 'proven'],
    [['--domain', 'example.org'], 'inferred'],
    [['--domain=example.org'], 'inferred'],
  ])('as %j leaves an answer %s', (args, certainty) => {
    const [found, caveat = 'example.org'] = doubts(istiod({}, args));
    expect(found).toBe(certainty);
    expect(caveat).toContain('example.org');
  });
});

it('reads every variable that it knows', () => {
  const env = Object.fromEntries(
    istiodSwitches.map(({ name }) => [name, 'anything']),
  );
  const [read] = cluster(istiod(env)).list(pods);
  expect(read.containers[0].env).toEqual(env);
});

// istio pilot/pkg/features/ambient.go registerAmbient.
describe('HBONE of a sidecar', () => {
  it.each([
    ['where istiod was not read', [], 'proven'],
    [
      'where its istiod has ambient mode',
      [istiod({ PILOT_ENABLE_AMBIENT: 'true' })],
      'proven',
    ],
    ['where its istiod does not say so', [istiod({})], 'inferred'],
    [
      'where it says that it has none',
      [istiod({ PILOT_ENABLE_AMBIENT: 'false' })],
      'inferred',
    ],
  ])('%s', (_, istiods, expected) => {
    const state = cluster(
      sidecarPod('web/client-1', { ip: '10.1.0.9' }),
      ambientPod('shop/cart-1', { ip: '10.1.0.1' }),
      service('shop/cart', '10.96.0.1', [{ name: 'tcp', port: 80 }], {
        'cart-1': '10.1.0.1',
      }),
      istiods,
    );
    const [{ certainty }] = connect(state, {
      from: 'web/client-1',
      address: '10.96.0.1',
      port: 80,
      protocol: 'tcp',
    });
    expect(certainty).toBe(expected);
  });
});
