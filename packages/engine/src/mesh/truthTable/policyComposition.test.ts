import { cluster, istio, sidecarPod } from '../../testing/cluster';
import { mtlsMode } from '../policy/mtlsMode';

// The cases of istio pilot/pkg/security/authn/policy_applier_test.go TestComposePeerAuthentication, in our words.
type Policy = readonly [key: string, mode: string | undefined, more?: object];

const pod = 'shop/cart-0';
const ofCart = { selector: { matchLabels: { app: 'cart' } } };
const ofProduction = { selector: { matchLabels: { stage: 'prod' } } };
const ofEverything = { selector: { matchLabels: {} } };
const now = { creationTimestamp: '2026-03-01T08:00:01Z' };
const secondAgo = { creationTimestamp: '2026-03-01T08:00:00Z' };

interface Case {
  readonly name: string;
  readonly policies: readonly unknown[];
  readonly modes: Readonly<Record<number, string>>;
}

const cases: readonly Case[] = [
  { name: 'without any policy', policies: [], modes: { 8080: 'PERMISSIVE' } },
  {
    name: 'by a policy of the mesh',
    policies: [policy(['istio-system/default', 'STRICT'])],
    modes: { 8080: 'STRICT' },
  },
  {
    name: 'by a policy of its namespace before one of the mesh, even one whose selector is empty',
    policies: [
      policy(['istio-system/default', 'STRICT', ofEverything]),
      policy(['shop/default', 'PERMISSIVE']),
    ],
    modes: { 8080: 'PERMISSIVE' },
  },
  {
    name: 'not by a policy of the root namespace that has a selector',
    policies: [policy(['istio-system/default', 'STRICT', ofCart])],
    modes: { 8080: 'PERMISSIVE' },
  },
  {
    name: 'by default where namespace and workload say nothing',
    policies: [
      policy(['shop/default', undefined]),
      policy(['shop/cart', undefined, ofCart]),
    ],
    modes: { 8080: 'PERMISSIVE' },
  },
  {
    name: 'by a policy of its namespace, whichever was read first',
    policies: [
      policy(['shop/default', 'PERMISSIVE']),
      policy(['istio-system/default', 'DISABLE']),
    ],
    modes: { 8080: 'PERMISSIVE' },
  },
  ...(['istio-system', 'shop'] as const).map(namespace => ({
    name: `by the oldest policy of ${namespace}, on equal age by the first name`,
    policies: [
      policy([`${namespace}/now`, 'DISABLE'], now),
      policy([`${namespace}/second-ago`, 'PERMISSIVE'], secondAgo),
      policy([`${namespace}/second-later`, 'STRICT'], secondAgo),
    ],
    modes: { 8080: 'PERMISSIVE' },
  })),
  {
    name: 'by the oldest policy that selects it',
    policies: [
      policy(['shop/now', 'DISABLE', ofCart], now),
      policy(['shop/second-ago', 'PERMISSIVE', ofCart], secondAgo),
      policy(['shop/second-later', 'STRICT', ofProduction], secondAgo),
    ],
    modes: { 8080: 'PERMISSIVE' },
  },
  {
    name: 'by default where the mesh says UNSET',
    policies: [policy(['istio-system/default', 'UNSET'])],
    modes: { 8080: 'PERMISSIVE' },
  },
  {
    name: 'by the mesh where the workload says nothing',
    policies: [
      policy(['istio-system/default', 'STRICT']),
      policy(['shop/cart', undefined, ofCart]),
    ],
    modes: { 8080: 'STRICT' },
  },
  {
    name: 'by its namespace where the workload says nothing',
    policies: [
      policy(['shop/default', 'STRICT']),
      policy(['shop/cart', undefined, ofCart]),
    ],
    modes: { 8080: 'STRICT' },
  },
  {
    name: 'by the mesh where namespace and workload say nothing',
    policies: [
      policy(['istio-system/default', 'STRICT']),
      policy(['shop/default', 'UNSET']),
      policy(['shop/cart', undefined, ofCart]),
    ],
    modes: { 8080: 'STRICT' },
  },
  {
    name: 'port by port, where the port says more than nothing',
    policies: [
      policy(['istio-system/default', 'STRICT']),
      policy([
        'shop/cart',
        undefined,
        {
          ...ofCart,
          portLevelMtls: {
            80: { mode: 'DISABLE' },
            90: { mode: 'UNSET' },
            100: {},
          },
        },
      ]),
    ],
    modes: { 80: 'DISABLE', 90: 'STRICT', 100: 'STRICT', 8080: 'STRICT' },
  },
];

function policy([key, mode, more]: Policy, metadata = {}): unknown {
  const mtls = mode === undefined ? {} : { mtls: { mode } };
  return istio('PeerAuthentication', key, { ...mtls, ...more }, metadata);
}

describe('the mode of a workload is decided', () => {
  it.each(cases)('$name', ({ policies, modes }) => {
    const workload = sidecarPod(pod, {
      ip: '10.1.0.1',
      labels: { stage: 'prod' },
    });
    const state = cluster(workload, policies);
    for (const [port, mode] of Object.entries(modes)) {
      expect(mtlsMode(state, pod, Number(port)).mode).toBe(mode);
    }
  });
});
