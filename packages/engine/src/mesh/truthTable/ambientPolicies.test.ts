import {
  ambientPod,
  cluster,
  istio,
  meshConfigMap,
} from '../../testing/cluster';
import { connect } from '../connect';
import { mtlsMode } from '../policy/mtlsMode';

// What a ztunnel refuses in plaintext: istio pilot/pkg/serviceregistry/ambient/authorization.go and policies.go,
// whose cases TestPeerAuthentication and the facts name. The workload's policy is for ports 80 and 90.
type Mode = 'STRICT' | 'PERMISSIVE' | 'DISABLE' | undefined;

interface Case {
  readonly name: string;
  readonly mesh?: Mode;
  readonly namespace?: Mode;
  readonly workload?: Mode;
  /** Modes of ports 80 and 90. */
  readonly ports?: readonly [Mode, Mode];
  /** Ports, of 80, 90 and 100, that refuse plaintext. */
  readonly refuses: readonly number[];
}

const all = [80, 90, 100];

const cases: readonly Case[] = [
  { name: 'nothing without a policy', refuses: [] },
  { name: 'everything under a STRICT mesh', mesh: 'STRICT', refuses: all },
  {
    name: 'everything under a STRICT namespace',
    namespace: 'STRICT',
    refuses: all,
  },
  {
    name: 'nothing in a PERMISSIVE namespace of a STRICT mesh',
    mesh: 'STRICT',
    namespace: 'PERMISSIVE',
    refuses: [],
  },
  {
    name: 'nothing in a namespace with DISABLE of a STRICT mesh',
    mesh: 'STRICT',
    namespace: 'DISABLE',
    refuses: [],
  },
  {
    name: 'nothing for a workload with DISABLE',
    mesh: 'STRICT',
    workload: 'DISABLE',
    refuses: [],
  },
  {
    name: 'nothing for a PERMISSIVE workload',
    mesh: 'STRICT',
    workload: 'PERMISSIVE',
    refuses: [],
  },
  {
    name: 'everything for a STRICT workload',
    workload: 'STRICT',
    refuses: all,
  },
  {
    name: 'all but a PERMISSIVE port of a STRICT workload',
    workload: 'STRICT',
    ports: ['PERMISSIVE', undefined],
    refuses: [90, 100],
  },
  {
    name: 'all but a port with DISABLE of a STRICT workload',
    workload: 'STRICT',
    ports: ['DISABLE', undefined],
    refuses: [90, 100],
  },
  {
    name: 'one STRICT port of a PERMISSIVE workload',
    workload: 'PERMISSIVE',
    ports: ['STRICT', undefined],
    refuses: [80],
  },
  {
    name: 'one STRICT port of a workload with DISABLE',
    workload: 'DISABLE',
    ports: ['STRICT', 'PERMISSIVE'],
    refuses: [80],
  },
  {
    name: 'all but a PERMISSIVE port under a STRICT mesh',
    mesh: 'STRICT',
    ports: ['PERMISSIVE', undefined],
    refuses: [90, 100],
  },
  {
    name: 'everything, a port with DISABLE too, under a STRICT mesh',
    mesh: 'STRICT',
    ports: ['DISABLE', undefined],
    refuses: all,
  },
  {
    name: 'one STRICT port where nothing else is said',
    ports: ['STRICT', undefined],
    refuses: [80],
  },
  {
    name: 'nothing where ports are PERMISSIVE and nothing is STRICT',
    ports: ['PERMISSIVE', 'DISABLE'],
    refuses: [],
  },
];

function policy(key: string, mode: Mode, more = {}): readonly unknown[] {
  const mtls = mode === undefined ? {} : { mtls: { mode } };
  return [istio('PeerAuthentication', key, { ...mtls, ...more })];
}

function policiesOf({ mesh, namespace, workload, ports }: Case) {
  const selector = { matchLabels: { app: 'cart' } };
  const [first, second] = ports ?? [];
  const portLevelMtls = {
    ...(first && { 80: { mode: first } }),
    ...(second && { 90: { mode: second } }),
  };
  const levels = ports ? { selector, portLevelMtls } : { selector };
  return [
    ...(mesh ? policy('istio-system/default', mesh) : []),
    ...(namespace ? policy('shop/default', namespace) : []),
    ...(workload || ports ? policy('shop/cart', workload, levels) : []),
  ];
}

const pod = 'shop/cart-0';
const workload = ambientPod(pod, { ip: '10.1.0.1' });
const client = ambientPod('web/client-0', { ip: '10.1.8.1' });

describe('a ztunnel refuses in plaintext', () => {
  it.each(cases)('$name', one => {
    const state = cluster(workload, client, policiesOf(one));
    const refused = (from: string | null) =>
      all.filter(port =>
        connect(state, {
          from,
          address: '10.1.0.1',
          port,
          protocol: 'tcp',
        }).some(arrival => arrival.outcome === 'rejected'),
      );
    expect(refused(null)).toEqual(one.refuses);
    expect(refused('web/client-0')).toEqual([]);
    expect(
      all.filter(port => mtlsMode(state, pod, port).mode === 'STRICT'),
    ).toEqual(one.refuses);
  });

  it('nothing by a policy of the root namespace whose selector is empty', () => {
    const empty = policy('istio-system/default', 'STRICT', {
      selector: { matchLabels: {} },
    });
    expect(mtlsMode(cluster(workload, empty), pod, 80).mode).toBe('PERMISSIVE');
  });

  it('everything by such a policy in pods of the root namespace itself', () => {
    const empty = policy('shop/default', 'STRICT', { selector: {} });
    const root = meshConfigMap('rootNamespace: shop');
    expect(mtlsMode(cluster(workload, empty, root), pod, 80).mode).toBe(
      'STRICT',
    );
  });

  it('only what the exceptions of a workload leave, where its namespace has an empty selector: they are worked out without it', () => {
    const selector = { matchLabels: { app: 'cart' } };
    const state = cluster(
      workload,
      policy('shop/default', 'STRICT', { selector: {} }),
      policy('shop/cart', undefined, {
        selector,
        portLevelMtls: {
          80: { mode: 'PERMISSIVE' },
          90: { mode: 'STRICT' },
        },
      }),
    );
    const strict = all.filter(
      port => mtlsMode(state, pod, port).mode === 'STRICT',
    );
    expect(strict).toEqual([90]);
  });

  it('by either of two policies of one age, which is left open', () => {
    const tie = [
      policy('shop/one', 'STRICT'),
      policy('shop/two', 'PERMISSIVE'),
    ];
    const state = cluster(workload, client, tie);
    const { certainty, caveats } = mtlsMode(state, pod, 80);
    expect(certainty).toBe('inferred');
    expect(caveats.join()).toMatch(/are of one age/);
    const asked = { from: null, address: '10.1.0.1', port: 80 };
    const [arrival] = connect(state, { ...asked, protocol: 'tcp' });
    expect(arrival.certainty).toBe('inferred');
    const [first] = tie;
    expect(mtlsMode(cluster(workload, first), pod, 80).certainty).toBe(
      'proven',
    );
  });
});
