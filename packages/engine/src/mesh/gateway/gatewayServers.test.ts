import {
  cluster,
  gatewayPod,
  istio,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';
import { throughGateway } from './throughGateway';

const backend = [
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];
const gateway = [
  gatewayPod('edge/gateway-1', { ip: '10.1.0.7' }),
  service('edge/gateway', '10.96.0.7', [{ name: 'https', port: 443 }], {
    'gateway-1': '10.1.0.7',
  }),
];
const route = istio('VirtualService', 'edge/cart', {
  hosts: ['*'],
  gateways: ['tls', 'plain'],
  http: [{ route: [{ destination: { host: 'cart.shop.svc.cluster.local' } }] }],
});

function servers(
  name: string,
  hour: number,
  protocol: string,
  tls?: object,
  hosts: readonly string[] = ['*'],
  bind: string = '',
) {
  const port = { number: 443, name, protocol };
  return istio(
    'Gateway',
    `edge/${name}`,
    {
      selector: { app: 'gateway' },
      servers: [{ port, hosts, bind, ...(tls && { tls }) }],
    },
    { creationTimestamp: `2026-03-01T0${hour}:00:00Z` },
  );
}

const simple = { mode: 'SIMPLE', credentialName: 'cert' };
const named = ['shop.example.com'];

describe('servers that share the port of a gateway', () => {
  const asked = (tls: 'tls' | undefined, host: string, objects: unknown) => {
    const state = cluster(backend, gateway, route, objects);
    const [{ pod, outcome, why }] = throughGateway(state, {
      pod: 'edge/gateway-1',
      port: 443,
      host,
      protocol: 'http',
      ...(tls && { tls, sni: host }),
    });
    return pod === '' ? `${outcome}: ${why}` : outcome;
  };

  it.each([
    [
      'take plaintext beside TLS that is told by its name',
      undefined,
      'other.example.com',
      [servers('tls', 1, 'HTTPS', simple, named), servers('plain', 2, 'HTTP')],
      'accepted',
    ],
    [
      'take that TLS too',
      'tls' as const,
      'shop.example.com',
      [servers('tls', 1, 'HTTPS', simple, named), servers('plain', 2, 'HTTP')],
      'accepted',
    ],
    [
      'read TLS of another name as plain HTTP',
      'tls' as const,
      'other.example.com',
      [servers('tls', 1, 'HTTPS', simple, named), servers('plain', 2, 'HTTP')],
      'rejected: protocol error',
    ],
    [
      'leave TLS out where plaintext came first',
      'tls' as const,
      'shop.example.com',
      [servers('plain', 1, 'HTTP'), servers('tls', 2, 'HTTPS', simple, named)],
      'rejected: protocol error',
    ],
    [
      'are not met where they are bound to the loopback address',
      undefined,
      'shop.example.com',
      [servers('plain', 1, 'HTTP', undefined, ['*'], '127.0.0.1')],
      'unroutable: no listener',
    ],
    [
      'are not met at any address of IPv6 by those who dial one of IPv4',
      undefined,
      'shop.example.com',
      [servers('plain', 1, 'HTTP', undefined, ['*'], '::')],
      'unroutable: no listener',
    ],
    [
      'are met at the address of the pod before those at any',
      undefined,
      'shop.example.com',
      [
        servers('tls', 1, 'HTTPS', simple),
        servers('plain', 2, 'HTTP', undefined, ['*'], '10.1.0.7'),
      ],
      'accepted',
    ],
    [
      'are met at any address where those at the address of the pod lead nowhere',
      'tls' as const,
      'shop.example.com',
      [
        servers('tls', 1, 'HTTPS', simple),
        servers('bytes', 2, 'TCP', undefined, ['*'], '10.1.0.7'),
      ],
      'accepted',
    ],
    [
      'are not told apart where TLS of any name came before plaintext',
      undefined,
      'shop.example.com',
      [servers('tls', 1, 'HTTPS', simple), servers('plain', 2, 'HTTP')],
      'rejected: multiple filter chains match',
    ],
    [
      'are not told apart by the namespaces whose routes they take',
      'tls' as const,
      'shop.example.com',
      [
        servers('tls', 1, 'HTTPS', simple, ['edge/shop.example.com']),
        servers('more', 2, 'HTTPS', simple, ['shop/shop.example.com']),
      ],
      'rejected: multiple filter chains match',
    ],
    [
      'are not told apart where any address is written and left out',
      undefined,
      'shop.example.com',
      [
        servers('plain', 1, 'HTTP'),
        servers('any', 2, 'HTTP', undefined, ['*'], '0.0.0.0'),
      ],
      'rejected: multiple filter chains match',
    ],
    [
      'forget what plaintext came first once another address has some',
      undefined,
      'shop.example.com',
      [
        servers('bytes', 1, 'TCP'),
        servers('else', 2, 'HTTP', undefined, ['*'], '10.9.9.9'),
        servers('plain', 3, 'HTTP'),
      ],
      'accepted',
    ],
  ])('%s', (_, tls, host, objects, expected) => {
    expect(asked(tls, host, objects)).toBe(expected);
  });

  it('are not known to be there at all where one of them cannot be told from another', () => {
    const state = cluster(backend, gateway, route, [
      servers('tls', 1, 'HTTPS', simple, ['*']),
      servers('named', 2, 'HTTPS', simple, named),
      servers('plain', 3, 'HTTP'),
    ]);
    const [arrival] = throughGateway(state, {
      pod: 'edge/gateway-1',
      port: 443,
      host: 'shop.example.com',
      protocol: 'http',
      tls: 'tls',
    });
    expect(arrival).toMatchObject({
      certainty: 'inferred',
      caveats: [
        'Servers of the gateway ask for the same names at one port, and Envoy takes no listener that says so: a gateway that runs goes on with what it had before, and a new one has none.',
      ],
    });
  });
});

describe('the server name that a proxy asks a gateway for', () => {
  const arriving = (tls: object, server: unknown) => {
    const state = cluster(
      gateway,
      sidecarPod('shop/client-1', { ip: '10.1.0.9' }),
      istio('DestinationRule', 'shop/gateway', {
        host: 'gateway.edge.svc.cluster.local',
        trafficPolicy: { tls },
      }),
      server,
    );
    const [{ outcome }] = connect(state, {
      from: 'shop/client-1',
      address: '10.96.0.7',
      port: 443,
      host: 'other.example.com',
      protocol: 'tcp',
    });
    return outcome;
  };
  const passthrough = servers('east-west', 1, 'TLS', {
    mode: 'AUTO_PASSTHROUGH',
  });
  const terminating = [
    servers('tls', 1, 'TLS', simple, named),
    istio('VirtualService', 'edge/bytes', {
      hosts: named,
      gateways: ['tls'],
      tcp: [{ route: [{ destination: { host: 'gateway' } }] }],
    }),
  ];

  it.each([
    [
      'is that of the cluster in mesh mTLS, which an AUTO_PASSTHROUGH server takes',
      { mode: 'ISTIO_MUTUAL' },
      passthrough,
      'accepted',
    ],
    [
      'is what the DestinationRule says',
      { mode: 'SIMPLE', sni: 'shop.example.com' },
      terminating,
      'accepted',
    ],
    [
      'is the Host where the DestinationRule says none',
      { mode: 'SIMPLE' },
      terminating,
      'rejected',
    ],
  ])('%s', (_, tls, server, expected) => {
    expect(arriving(tls, server)).toBe(expected);
  });
});

// Envoy matches filter chains of names by SNI; a proxy with a mesh identity sends what its cluster says, not the Host.
describe('mesh mTLS to a server of one name', () => {
  it.each([
    ['without SNI meets none', undefined, 'unroutable'],
    ['with that name is taken', 'shop.example.com', 'accepted'],
  ])('%s', (_, sni, expected) => {
    const mutual = servers('tls', 1, 'HTTPS', { mode: 'ISTIO_MUTUAL' }, named);
    const state = cluster(backend, gateway, route, mutual);
    const [{ outcome }] = throughGateway(state, {
      pod: 'edge/gateway-1',
      port: 443,
      host: 'shop.example.com',
      protocol: 'http',
      tls: 'mtls',
      ...(sni !== undefined && { sni }),
    });
    expect(outcome).toBe(expected);
  });
});
