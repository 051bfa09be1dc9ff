import {
  cluster,
  gatewayPod,
  istio,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';
import { throughGateway } from '../gateway/throughGateway';

const host = 'cart.shop.svc.cluster.local';
const ports = [
  { name: 'http', port: 80 },
  { name: 'udp', port: 9000 },
  { name: 'udp-53', port: 53 },
  { name: 'http-53', port: 53 },
];
const mesh = [
  sidecarPod('web/client-1', { ip: '10.1.0.9' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  gatewayPod('edge/gateway-1', { ip: '10.1.0.7' }),
  service('edge/gateway', '10.96.0.7', [{ name: 'http', port: 80 }], {
    'gateway-1': '10.1.0.7',
  }),
  service('shop/cart', '10.96.0.1', ports, { 'cart-1': '10.1.0.1' }),
  istio('Gateway', 'edge/web', {
    selector: { app: 'gateway' },
    servers: [
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
    ],
  }),
];
const routeTo = (number: number) =>
  istio('VirtualService', 'shop/cart', {
    hosts: [host],
    gateways: ['mesh', 'edge/web'],
    http: [{ route: [{ destination: { host, port: { number } } }] }],
  });
const ruled = (trafficPolicy: object) =>
  istio('DestinationRule', 'shop/cart', { host, trafficPolicy });

function outcomes(...objects: unknown[]) {
  const state = cluster(mesh, objects);
  const asked = { port: 80, host, protocol: 'http' } as const;
  const [inside] = connect(state, {
    ...asked,
    from: 'web/client-1',
    address: '10.96.0.1',
  });
  const [outside] = throughGateway(state, { ...asked, pod: 'edge/gateway-1' });
  return [inside, outside].map(one => `${one.outcome} ${one.certainty}`);
}

describe('a cluster', () => {
  it.each([
    [
      'of a port leads to its endpoints',
      [routeTo(80)],
      ['accepted proven', 'accepted proven'],
    ],
    [
      'is not made for a port of UDP',
      [routeTo(9000)],
      ['unroutable proven', 'unroutable proven'],
    ],
    [
      'is made for a port of TCP beside one of UDP with its number',
      [routeTo(53)],
      ['accepted proven', 'accepted proven'],
    ],
    [
      'with PASSTHROUGH load balancing leads nowhere from a gateway',
      [routeTo(80), ruled({ loadBalancer: { simple: 'PASSTHROUGH' } })],
      ['accepted proven', 'unroutable inferred'],
    ],
    [
      'with a PROXY header is not followed to its end',
      [routeTo(80), ruled({ proxyProtocol: { version: 'V2' } })],
      ['accepted inferred', 'accepted inferred'],
    ],
  ])('%s', (_, objects, expected) => {
    expect(outcomes(objects)).toEqual(expected);
  });
});

// istio pilot/pkg/networking/core/cluster_builder.go buildSubsetCluster.
describe('the cluster of a subset', () => {
  const passing = { loadBalancer: { simple: 'PASSTHROUGH' } };
  const spread = { loadBalancer: { simple: 'RANDOM' } };
  const onPort = (policy: object) => ({
    portLevelSettings: [{ port: { number: 80 }, ...policy }],
  });
  const toSubset = istio('VirtualService', 'shop/cart', {
    hosts: [host],
    http: [{ route: [{ destination: { host, subset: 'nobody' } }] }],
  });
  const reached = (base: object, own?: object) => {
    const rule = istio('DestinationRule', 'shop/cart', {
      host,
      trafficPolicy: base,
      subsets: [
        {
          name: 'nobody',
          labels: { version: 'none' },
          ...(own && { trafficPolicy: own }),
        },
      ],
    });
    const [one] = connect(cluster(mesh, toSubset, rule), {
      from: 'web/client-1',
      address: '10.96.0.1',
      port: 80,
      host,
      protocol: 'http',
    });
    return `${one.outcome} ${one.wire} ${one.certainty}`;
  };

  // Dialled, it leads to the pod whatever the labels of the subset.
  it.each([
    ['chooses among its own', {}, undefined, 'unroutable none proven'],
    [
      'is of the type of the rule',
      passing,
      undefined,
      'accepted istio-mtls proven',
    ],
    [
      'even where it balances itself',
      onPort(passing),
      spread,
      'accepted istio-mtls proven',
    ],
    [
      'is of the type that it says itself',
      spread,
      passing,
      'accepted istio-mtls proven',
    ],
    [
      'whatever its ports say',
      {},
      { ...passing, ...onPort(spread) },
      'accepted istio-mtls proven',
    ],
    ['or that of its port', {}, onPort(passing), 'accepted istio-mtls proven'],
  ])('%s', (_, base, own, expected) => {
    expect(reached(base, own)).toBe(expected);
  });
});

// istio pilot/pkg/networking/core/httproute.go buildSidecarOutboundVirtualHosts: a port of UDP is none, and port 80 takes
// routes for hosts that are no service there.
describe('a VirtualService for a Service whose port 80 is of UDP', () => {
  it('is served where another Service has HTTP at that port', () => {
    const state = cluster(
      mesh,
      service('shop/clock', '10.96.0.5', [{ name: 'udp-time', port: 80 }], {}),
      istio('VirtualService', 'shop/clock', {
        hosts: ['clock.shop.svc.cluster.local'],
        http: [{ route: [{ destination: { host, port: { number: 80 } } }] }],
      }),
    );
    const [one] = connect(state, {
      from: 'web/client-1',
      address: '10.96.0.5',
      port: 80,
      host: 'clock.shop.svc.cluster.local',
      protocol: 'http',
    });
    expect(`${one.pod} ${one.outcome}`).toBe('shop/cart-1 accepted');
  });
});
