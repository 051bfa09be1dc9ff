import {
  ambientPod,
  cluster,
  gatewayPod,
  istio,
  sidecarPod,
} from '../testing/cluster';
import { Direction, patchesOf } from './proxyPatches';
import { podOf } from './workload/membership';

const running = (version: string, role: string) => ({
  spec: {
    containers: [
      {
        name: 'istio-proxy',
        image: `docker.io/istio/proxyv2:${version}`,
        args: ['proxy', role],
      },
    ],
    initContainers: [{ name: 'istio-validation' }],
  },
});

const pods = {
  sidecar: sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  gateway: gatewayPod('shop/cart-1', { ip: '10.1.0.1' }),
  waypoint: {
    ...gatewayPod('shop/cart-1', { ip: '10.1.0.1' }),
    ...running('1.31.1', 'waypoint'),
  },
  ambient: ambientPod('shop/cart-1', { ip: '10.1.0.1' }),
  'sidecar 1.31.1': {
    ...sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
    ...running('1.31.1', 'sidecar'),
  },
};

const both: readonly Direction[] = ['inbound', 'outbound'];

/** The directions in which an EnvoyFilter with such patches counts for a pod. */
function patched(pod: keyof typeof pods, ...configPatches: unknown[]) {
  const state = cluster(
    pods[pod],
    istio('EnvoyFilter', 'istio-system/platform', { configPatches }),
  );
  const found = podOf(state, 'shop/cart-1')!;
  return both.filter(one => patchesOf(state, found, one).length > 0);
}

const patch = (context?: string, applyTo = 'HTTP_FILTER', more = {}) => ({
  applyTo,
  ...((context || more) && { match: { ...(context && { context }), ...more } }),
  patch: { operation: 'INSERT_BEFORE', value: { name: 'lua' } },
});
const of = (proxyVersion: string) =>
  patch('ANY', 'HTTP_FILTER', { proxy: { proxyVersion } });

describe('an EnvoyFilter of the root namespace patches', () => {
  it.each([
    ['a sidecar both ways, without a context', 'sidecar', [patch()], both],
    ['a sidecar both ways, for ANY', 'sidecar', [patch('ANY')], both],
    [
      'what comes to a sidecar',
      'sidecar',
      [patch('SIDECAR_INBOUND')],
      ['inbound'],
    ],
    [
      'what a sidecar opens',
      'sidecar',
      [patch('SIDECAR_OUTBOUND')],
      ['outbound'],
    ],
    [
      'a sidecar both ways with a listener',
      'sidecar',
      [patch('SIDECAR_OUTBOUND', 'LISTENER')],
      both,
    ],
    ['no sidecar for GATEWAY', 'sidecar', [patch('GATEWAY')], []],
    [
      'a sidecar where one of several is for it',
      'sidecar',
      [patch('GATEWAY'), patch('SIDECAR_INBOUND')],
      ['inbound'],
    ],
    ['a gateway for GATEWAY', 'gateway', [patch('GATEWAY')], both],
    [
      'no gateway for SIDECAR_OUTBOUND',
      'gateway',
      [patch('SIDECAR_OUTBOUND')],
      [],
    ],
    [
      'a gateway that starts with it, whatever the context',
      'gateway',
      [patch('SIDECAR_INBOUND', 'BOOTSTRAP')],
      both,
    ],
    [
      'a waypoint as it does a sidecar',
      'waypoint',
      [patch('SIDECAR_OUTBOUND')],
      both,
    ],
    ['no waypoint for GATEWAY', 'waypoint', [patch('GATEWAY')], []],
    [
      'a sidecar for contexts that are not known yet',
      'sidecar',
      [patch('TOMORROW')],
      both,
    ],
    ['no ztunnel', 'ambient', [patch()], []],
    ['nothing without patches', 'sidecar', [], []],
    ['a sidecar with what is no patch', 'sidecar', [null], both],
    [
      'a proxy of the minor version named',
      'sidecar 1.31.1',
      [of('^1\\.31.*')],
      both,
    ],
    ['no proxy of another', 'sidecar 1.31.1', [of('^1\\.18.*')], []],
    [
      'a proxy whose version begins as named, as Istio matches it',
      'sidecar 1.31.1',
      [of('^1\\.3.*')],
      both,
    ],
    [
      'a proxy of any version where the expression is another',
      'sidecar 1.31.1',
      [of('1\\.18')],
      both,
    ],
    ['a proxy whose version is not known', 'gateway', [of('^1\\.18.*')], both],
  ] as const)('%s', (_, pod, patches, directions) => {
    expect(patched(pod, ...patches)).toEqual(directions);
  });
});
