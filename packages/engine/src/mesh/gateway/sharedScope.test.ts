import {
  cluster,
  gatewayPod,
  istio,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { throughGateway } from './throughGateway';

const cart = [
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];
const web = [
  gatewayPod('edge/web-1', { ip: '10.1.0.8' }),
  istio('Gateway', 'edge/web', {
    servers: [
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
    ],
  }),
  istio('VirtualService', 'edge/web', {
    hosts: ['shop.example.com'],
    gateways: ['web'],
    http: [
      {
        route: [
          {
            destination: {
              host: 'cart.shop.svc.cluster.local',
              port: { number: 80 },
            },
          },
        ],
      },
    ],
  }),
];
const entry = (host: string) =>
  istio('ServiceEntry', 'edge/other', {
    hosts: [host],
    resolution: 'STATIC',
    ports: [{ name: 'tcp', number: 9090, protocol: 'TCP' }],
    endpoints: [{ address: '10.1.0.1' }],
  });
const twin = entry('cart.shop.svc.cluster.local');
const client = sidecarPod('edge/client-1', { ip: '10.1.0.9' });

const asked = (...objects: readonly unknown[]) => {
  const [arrival] = throughGateway(cluster(cart, web, objects), {
    pod: 'edge/web-1',
    port: 80,
    host: 'shop.example.com',
    protocol: 'http',
  });
  return arrival;
};

// istio pilot/pkg/model/push_context.go doGetSidecarScope.
describe('a host of several namespaces, at a gateway', () => {
  it('is that of the Service, where its namespace has no sidecar', () => {
    expect(asked(twin)).toMatchObject({
      pod: 'shop/cart-1',
      certainty: 'proven',
    });
  });

  it('is left open where a sidecar of the namespace takes it for another one', () => {
    const { certainty, caveats } = asked(twin, client);
    expect(certainty).toBe('inferred');
    expect(caveats).toEqual([
      'Services of several namespaces have the host cart.shop.svc.cluster.local: the gateway takes another one of them once a sidecar of the namespace edge is connected.',
    ]);
  });

  it.each([
    ['the sidecars follow a Sidecar', istio('Sidecar', 'edge/own', {})],
    ['the other host is another one', []],
  ])('is proven where %s', (_, more) => {
    const second =
      more instanceof Array ? entry('other.example.com') : [twin, more];
    expect(asked(client, second)).toMatchObject({ certainty: 'proven' });
  });
});

describe('a host that a gateway does not see', () => {
  const host = 'own.edge.svc.cluster.local';
  const hidden = service(
    'edge/own',
    '10.96.0.2',
    [{ name: 'http', port: 80 }],
    { 'cart-1': '10.1.0.1' },
    { annotations: { 'networking.istio.io/exportTo': 'shop' } },
  );
  const leading = (name: string, gateway: string) =>
    istio('VirtualService', `edge/${name}`, {
      hosts: [`${name}.example.com`],
      gateways: [gateway],
      http: [{ route: [{ destination: { host, port: { number: 80 } } }] }],
    });
  const through = (...objects: readonly unknown[]) => {
    const [{ outcome, certainty }] = throughGateway(
      cluster(cart, web, hidden, leading('own', 'web'), objects),
      {
        pod: 'edge/web-1',
        port: 80,
        host: 'own.example.com',
        protocol: 'http',
      },
    );
    return `${outcome} ${certainty}`;
  };

  it.each([
    ['leads nowhere', [], 'unroutable proven'],
    [
      'leads nowhere where sidecars of its namespace do not see it either',
      [client],
      'unroutable proven',
    ],
    [
      'may lead there where a route of such a sidecar does',
      [client, leading('inside', 'mesh')],
      'unroutable inferred',
    ],
    [
      'leads nowhere where no sidecar takes that route',
      [leading('inside', 'mesh')],
      'unroutable proven',
    ],
  ])('%s', (_, objects, expected) => {
    expect(through(...objects)).toBe(expected);
  });
});
