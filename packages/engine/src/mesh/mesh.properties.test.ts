// Properties that hold of every mesh: of the truth table's, of damaged ones, and of those meant to go round in circles.
import fc from 'fast-check';
import type { ClusterState } from '../state/clusterState';
import {
  cluster,
  gatewayPod,
  istio,
  plainPod,
  service,
  sidecarPod,
} from '../testing/cluster';
import { growthTenfold } from '../testing/growth';
import { captured } from './workload/capture';
import { connect } from './connect';
import type { Arrival, Connection } from './connection';
import { membership } from './workload/membership';
import { mtlsMode } from './policy/mtlsMode';
import { throughGateway } from './gateway/throughGateway';
import { objectsOf, stateOf } from './truthTable/pieces';
import { realWorldCases } from './truthTable/realWorldCases';
import { arrivalsOf, Row } from './truthTable/row';
import { allRows } from './truthTable/rows';

const anyRow = fc.constantFrom<Row>(...allRows, ...realWorldCases);
const podKeys = ['shop/cart-1', 'edge/lb-1', 'web/client-1'];

/** Everything that a row's mesh answers, as bytes. */
function said(state: ClusterState, { asked }: Row): string {
  const ofPods = podKeys.map(pod => [
    membership(state, pod),
    mtlsMode(state, pod, 8080),
    captured(state, pod, { port: 8080 }),
    captured(state, pod, { address: '10.96.0.1', port: 80 }),
  ]);
  return JSON.stringify([arrivalsOf(state, asked), ofPods]);
}

describe('what a mesh answers', () => {
  it('is the same bytes in whatever order its objects came', () => {
    const shuffledRow = anyRow.chain(row => {
      const objects = objectsOf(row.given);
      return fc.tuple(
        fc.constant(row),
        fc.shuffledSubarray([...objects], { minLength: objects.length }),
      );
    });
    fc.assert(
      fc.property(shuffledRow, ([row, objects]) => {
        expect(said(stateOf(objects), row)).toBe(
          said(stateOf(objectsOf(row.given)), row),
        );
      }),
    );
  });

  it('is not changed by what it has nothing to do with', () => {
    fc.assert(
      fc.property(anyRow, unrelatedObjects(), (row, more) => {
        const objects = objectsOf(row.given);
        expect(said(stateOf([...more, ...objects]), row)).toBe(
          said(stateOf(objects), row),
        );
      }),
    );
  });

  it('comes back when what another mesh added is taken away', () => {
    fc.assert(
      fc.property(anyRow, anyRow, (row, other) => {
        const state = stateOf(objectsOf(row.given));
        const before = said(state, row);
        const own = new Set(objectsOf(row.given).map(keyOf));
        const added = objectsOf(other.given).filter(
          one => !own.has(keyOf(one)),
        );
        for (const object of added) state.upsert(object);
        said(state, row);
        for (const object of added) state.remove(object);
        expect(said(state, row)).toBe(before);
      }),
    );
  });

  it('is an answer, whatever is broken in its objects', () => {
    fc.assert(
      fc.property(anyRow, damages(), (row, damaged) => {
        const objects = structuredClone(objectsOf(row.given)) as unknown[];
        for (const [place, value] of damaged) breakAt(objects, place, value);
        expect(typeof said(stateOf(objects), row)).toBe('string');
      }),
      { numRuns: 400 },
    );
  });

  it('is an answer, whatever is asked', () => {
    fc.assert(
      fc.property(anyRow, anyConnection(), (row, hop) => {
        const state = stateOf(objectsOf(row.given));
        expect(connect(state, hop).length).toBeGreaterThan(0);
        expect(
          throughGateway(state, {
            ...hop,
            host: hop.host ?? '',
            pod: 'istio-system/gateway-1',
          }).length,
        ).toBeGreaterThan(0);
      }),
    );
  });
});

const shop = [
  sidecarPod('shop/cart-0', { ip: '10.1.0.1' }),
  service(
    'shop/cart',
    '10.96.0.1',
    [{ name: 'http', port: 80, targetPort: 8080 }],
    { 'cart-0': '10.1.0.1' },
  ),
  gatewayPod('shop/gateway-0', { ip: '10.1.0.7' }),
];
const toShop: Connection = {
  from: 'shop/cart-0',
  address: '10.96.0.1',
  port: 80,
  host: 'cart.example.com',
  protocol: 'http',
};
const atShop = {
  pod: 'shop/gateway-0',
  port: 80,
  host: 'cart.example.com',
  protocol: 'http',
} as const;

function shopGateway(hosts: readonly string[]) {
  return istio('Gateway', 'shop/web', {
    selector: { app: 'gateway' },
    servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }],
  });
}

describe('what goes round in circles', () => {
  it('ends, for VirtualServices that delegate to one another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.nat({ max: 7 }),
        (length, back) => {
          const chain = Array.from({ length }, (_, at) =>
            istio('VirtualService', `shop/link-${at}`, {
              ...(at === 0 && {
                hosts: ['cart.example.com'],
                gateways: ['mesh', 'web'],
              }),
              http: [
                {
                  delegate: { name: `link-${at + 1 < length ? at + 1 : back}` },
                },
                { route: [{ destination: { host: 'cart' } }] },
              ],
            }),
          );
          const state = cluster(shop, shopGateway(['*']), chain);
          expect(connect(state, toShop)).toHaveLength(1);
          expect(throughGateway(state, atShop)).toHaveLength(1);
        },
      ),
    );
  });

  it('ends, for ExternalName Services that name one another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), length => {
        const names = Array.from({ length }, (_, at) => ({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { namespace: 'shop', name: `name-${at}` },
          spec: {
            type: 'ExternalName',
            externalName: `name-${(at + 1) % length}.shop.svc.cluster.local`,
            ports: [{ name: 'http', port: 80 }],
          },
        }));
        const state = cluster(shop, names);
        const address = 'name-0.shop.svc.cluster.local';
        expect(
          connect(state, { ...toShop, address, host: address }),
        ).toHaveLength(1);
        expect(connect(state, { ...toShop, host: address })).toHaveLength(1);
      }),
    );
  });
});

const hosts = Array.from(
  { length: 10_000 },
  (_, at) => `host-${at}.example.com`,
);
const route = [{ route: [{ destination: { host: 'cart' } }] }];

describe('what is huge', () => {
  it('is answered, for 10,000 hosts of a VirtualService and of a ServiceEntry', () => {
    const state = cluster(
      shop,
      shopGateway(['*']),
      istio('VirtualService', 'shop/many', {
        hosts: [...hosts, '*.example.com'],
        gateways: ['mesh', 'web'],
        http: route,
      }),
      istio('ServiceEntry', 'shop/many', {
        hosts,
        ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
        resolution: 'DNS',
      }),
    );
    for (const host of ['host-9999.example.com', 'other.example.com']) {
      expect(connect(state, { ...toShop, host })[0].pod).toBe('shop/cart-0');
      expect(throughGateway(state, { ...atShop, host })[0].pod).toBe(
        'shop/cart-0',
      );
    }
  });

  it('is answered, for 10,000 policies, rules and routes', () => {
    const many = hosts.flatMap((host, at) => [
      istio('PeerAuthentication', `shop/policy-${at}`, {
        selector: { matchLabels: { app: 'cart' } },
        mtls: { mode: 'STRICT' },
      }),
      istio('DestinationRule', `shop/rule-${at}`, {
        host,
        trafficPolicy: { tls: { mode: 'DISABLE' } },
      }),
      istio('VirtualService', `shop/route-${at}`, {
        hosts: ['cart.example.com'],
        http: route,
      }),
    ]);
    const [arrival] = connect(cluster(shop, many), toShop);
    expect(arrival).toMatchObject({ wire: 'istio-mtls', outcome: 'accepted' });
  });

  it('grows with their number, for hosts of a Gateway and a VirtualService for each of them', () => {
    expectLinear(
      some => [
        shopGateway(some),
        some.map((host, at) =>
          istio('VirtualService', `shop/route-${at}`, {
            hosts: [host],
            gateways: ['mesh', 'web'],
            http: route,
          }),
        ),
      ],
      (state, last) => [
        ...throughGateway(state, { ...atShop, host: last }),
        ...connect(state, { ...toShop, host: last }),
      ],
    );
  });

  it('grows with their number, for wildcards among routes and services', () => {
    expectLinear(
      some => {
        const wild = some.map(host => `*.${host}`);
        return [
          istio('ServiceEntry', 'shop/many', {
            hosts: wild,
            ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
            resolution: 'NONE',
          }),
          istio('VirtualService', 'shop/many', { hosts: wild, http: route }),
        ];
      },
      (state, last) => connect(state, { ...toShop, host: `www.${last}` }),
    );
  });

  it('grows with their number, for DestinationRules of one host with a subset each', () => {
    expectLinear(
      some => [
        some.map((_, at) =>
          istio('DestinationRule', `shop/rule-${at}`, {
            host: 'cart',
            subsets: [{ name: `v${at}`, labels: { app: 'cart' } }],
          }),
        ),
        istio('VirtualService', 'shop/last', {
          hosts: ['cart.example.com'],
          http: [
            {
              route: [
                {
                  destination: { host: 'cart', subset: `v${some.length - 1}` },
                },
              ],
            },
          ],
        }),
      ],
      state => connect(state, toShop),
    );
  });

  it('is answered, for names of a million letters', () => {
    const long = 'x'.repeat(1_000_000);
    const state = cluster(
      shop,
      shopGateway([long, `*.${long}`]),
      istio('VirtualService', `shop/${long}`, {
        hosts: [long, `*.${long}`, '*'],
        gateways: ['mesh', 'web', long],
        http: [{ match: [{ uri: { prefix: long } }], ...route[0] }],
      }),
    );
    expect(connect(state, { ...toShop, host: long })).toHaveLength(1);
    expect(throughGateway(state, { ...atShop, host: long })).toHaveLength(1);
  });
});

// Ten times the hosts take about ten times as long; a hundred times, what is quadratic.
function expectLinear(
  objects: (some: readonly string[]) => readonly unknown[],
  ask: (state: ClusterState, last: string) => readonly Arrival[],
) {
  const prepare = (size: number) => ({
    state: cluster(shop, ...objects(hosts.slice(0, size))),
    last: hosts[size - 1],
  });
  const growth = growthTenfold(hosts.length, prepare, ({ state, last }) => {
    const pods = new Set(ask(state, last).map(({ pod }) => pod));
    expect([...pods]).toEqual(['shop/cart-0']);
  });
  expect(growth).toBeLessThan(40);
}

function keyOf(object: unknown): string {
  const { kind, metadata } = object as {
    kind: string;
    metadata: { namespace?: string; name: string };
  };
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}

// Objects of a namespace that nobody else looks at: what is exported is exported to itself.
function unrelatedObjects(): fc.Arbitrary<readonly unknown[]> {
  const key = (name: string) => `elsewhere/${name}`;
  const mode = fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE');
  const exportTo = ['.'];
  return fc.tuple(mode, fc.nat({ max: 250 })).chain(([tls, number]) =>
    fc.subarray<unknown>([
      plainPod(key('cart-1'), { ip: `10.9.0.${number}` }),
      sidecarPod(key('lb-1'), { ip: `10.9.1.${number}` }),
      ...service(
        key('cart'),
        `10.109.0.${number}`,
        [{ name: 'http', port: 80, targetPort: 8080 }],
        { 'cart-1': `10.9.0.${number}` },
        { annotations: { 'networking.istio.io/exportTo': '.' } },
      ),
      istio('PeerAuthentication', key('default'), { mtls: { mode: tls } }),
      istio('DestinationRule', key('cart'), {
        host: '*.local',
        exportTo,
        trafficPolicy: { tls: { mode: 'SIMPLE' } },
      }),
      istio('VirtualService', key('cart'), {
        hosts: ['*'],
        exportTo,
        http: [{ route: [{ destination: { host: 'cart' } }] }],
      }),
      istio('Sidecar', key('default'), { egress: [{ hosts: ['~/*'] }] }),
      istio('EnvoyFilter', key('patch'), {
        configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'REMOVE' } }],
      }),
      { kind: 'Secret', apiVersion: 'v1', metadata: { name: 'secret' } },
      { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'elsewhere' } },
      {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: { namespace: 'elsewhere', name: 'istio-2' },
        data: { mesh: 'enableAutoMtls: false' },
      },
    ]),
  );
}

function damages(): fc.Arbitrary<[number, unknown][]> {
  const value = fc.oneof(
    fc.constantFrom<unknown>(undefined, null, [], {}, '*', '/', '.', -1, NaN),
    fc.constant('x'.repeat(100_000)),
    fc.jsonValue(),
    fc.dictionary(
      fc.constantFrom('__proto__', 'constructor', 'a'),
      fc.string(),
    ),
  );
  return fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 8 });
}

// Replaces one value, anywhere in the objects, whatever it is.
function breakAt(objects: unknown[], place: number, value: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      const owner = node as Record<string, unknown>;
      places.push([owner, key]);
      visit(owner[key]);
    }
  };
  objects.forEach(visit);
  const [owner, key] = places[place % places.length];
  owner[key] = value;
}

function anyConnection(): fc.Arbitrary<Connection> {
  const address = fc.oneof(
    fc.constantFrom('10.96.0.1', '10.1.0.1', '10.1.7.1', '::1', '', 'cart'),
    fc.ipV4(),
    fc.ipV6(),
    fc.domain(),
    fc.string(),
  );
  return fc.record(
    {
      from: fc.constantFrom(null, ...podKeys, 'nobody', ''),
      address,
      port: fc.oneof(fc.constantFrom(80, 8080, 15008, -1), fc.integer()),
      protocol: fc.constantFrom<Connection['protocol']>('http', 'http2', 'tcp'),
      host: address,
      tls: fc.constantFrom<'tls' | 'mtls'>('tls', 'mtls'),
      sni: fc.string(),
      path: fc.oneof(fc.webPath(), fc.string()),
    },
    { requiredKeys: ['from', 'address', 'port', 'protocol'] },
  );
}
