// Who reaches whom, and how: istio tests/integration/security/reachability_test.go TestReachability, in our words.
import type { Connection } from '../connection';
import { serviceHost } from './dial';

/** What becomes of a request on its last hop. */
export type Reach = 'mtls' | 'as sent' | 'refused';

/** From whom, to whom. */
type Pair =
  | 'sidecar to sidecar'
  | 'sidecar to headless'
  | 'sidecar to outside'
  | 'outside to sidecar'
  | 'outside to headless';

export interface ReachCase {
  readonly name: string;
  readonly given: readonly string[];
  readonly hop: Connection;
  /** Name of the only pod that it can end at. */
  readonly pod: string;
  readonly reach: Reach;
}

type Call = Pick<Connection, 'port' | 'protocol' | 'tls'> & {
  readonly podPort: number;
};

const calls: readonly Call[] = [
  { port: 80, podPort: 8080, protocol: 'http' },
  { port: 85, podPort: 8085, protocol: 'http2' },
  { port: 443, podPort: 8443, protocol: 'http', tls: 'tls' },
  { port: 9090, podPort: 19090, protocol: 'tcp' },
  { port: 7070, podPort: 17070, protocol: 'http2' },
];

/** Policies, and what comes of them: between sidecars; from a sidecar to a pod without; from a pod without to a sidecar. */
const settings: readonly (readonly [string, Reach, Reach, Reach])[] = [
  ['mesh-strict mesh-rule-istio-mutual', 'mtls', 'refused', 'refused'],
  ['mesh-permissive mesh-rule-istio-mutual', 'mtls', 'refused', 'as sent'],
  ['mesh-disable mesh-rule-disable', 'as sent', 'as sent', 'as sent'],
  ['mesh-permissive mesh-rule-disable', 'as sent', 'as sent', 'as sent'],
  ['mesh-strict', 'mtls', 'as sent', 'refused'],
  ['mesh-disable', 'as sent', 'as sent', 'as sent'],
  ['mesh-rule-passthrough', 'mtls', 'as sent', 'as sent'],
  ['mesh-rule-istio-mutual', 'mtls', 'refused', 'as sent'],
  [
    'workload-strict destination-rule-istio-mutual',
    'mtls',
    'refused',
    'refused',
  ],
  [
    'workload-permissive destination-rule-istio-mutual',
    'mtls',
    'refused',
    'as sent',
  ],
  [
    'workload-disable destination-rule-disable',
    'as sent',
    'as sent',
    'as sent',
  ],
  ['workload-strict-every-port-disable', 'as sent', 'as sent', 'as sent'],
];

// DISABLE of a single port does not reach clients of headless Services: istio#39439, a row of the truth table.
const notHeadless: ReadonlySet<string> = new Set([
  'workload-strict-every-port-disable',
]);

export const reachCases: readonly ReachCase[] = [
  ...settings.flatMap(([policies, inside, toOutside, fromOutside]) => {
    const under: Readonly<Record<Pair, Reach>> = {
      'sidecar to sidecar': inside,
      'sidecar to headless': inside,
      'sidecar to outside': toOutside,
      'outside to sidecar': fromOutside,
      'outside to headless': fromOutside,
    };
    return (Object.keys(under) as Pair[])
      .filter(pair => !(pair.endsWith('headless') && notHeadless.has(policies)))
      .flatMap(pair =>
        calls.map(call => caseOf(pair, policies, call, under[pair])),
      );
  }),
  ...migration(),
];

function caseOf(
  pair: Pair,
  policies: string,
  { podPort, ...call }: Call,
  reach: Reach,
): ReachCase {
  const [from, to] = pair.split(' to ');
  const isHeadless = to === 'headless';
  return {
    name: `${call.protocol}${call.tls ? ' over TLS' : ''} on port ${
      call.port
    }, from ${from} to ${to}, under ${policies}`,
    given: [
      `client-${from}`,
      `backend-${isHeadless ? 'sidecar' : to}`,
      isHeadless ? 'reachable-headless' : 'reachable',
      ...policies.split(' '),
    ],
    hop: {
      from: 'web/client-1',
      address: isHeadless ? '10.1.0.1' : '10.96.0.1',
      ...call,
      port: isHeadless ? podPort : call.port,
      ...(call.protocol !== 'tcp' && { host: serviceHost }),
    },
    pod: 'shop/cart-1',
    reach,
  };
}

/** A workload of which one pod has a sidecar already, under STRICT: rules, and what comes of each half. */
function migration(): readonly ReachCase[] {
  const rules: readonly (readonly [string, Reach, Reach])[] = [
    ['halves', 'mtls', 'as sent'],
    ['halves-disable', 'refused', 'as sent'],
    ['halves-istio-mutual', 'mtls', 'refused'],
  ];
  return rules.flatMap(([rule, moved, legacy]) =>
    (
      [
        ['/moved', 'shop/cart-1', moved],
        ['/legacy', 'shop/cart-2', legacy],
      ] as const
    ).map(([path, pod, reach]) => ({
      name: `${path} of a workload that is being moved, under ${rule}`,
      given: [
        'client-sidecar',
        'half-moved',
        'reachable',
        'namespace-strict',
        rule,
      ],
      hop: {
        from: 'web/client-1',
        address: '10.96.0.1',
        port: 80,
        protocol: 'http',
        host: serviceHost,
        path,
      },
      pod,
      reach,
    })),
  );
}
