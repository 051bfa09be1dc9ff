import {
  cluster,
  gatewayPod,
  istio,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { throughGateway } from './throughGateway';

const backend = (name: string, at: number) => [
  sidecarPod(`shop/${name}-1`, { ip: `10.1.0.${at}` }),
  service(
    `shop/${name}`,
    `10.96.0.${at}`,
    [{ name: 'http', port: 80, targetPort: 8080 }],
    { [`${name}-1`]: `10.1.0.${at}` },
  ),
];
const mesh = [
  ...backend('a', 1),
  ...backend('b', 2),
  gatewayPod('shop/gateway-1', { ip: '10.1.0.7' }),
];
const gateway = (...ports: readonly number[]) =>
  istio('Gateway', 'shop/web', {
    selector: { app: 'gateway' },
    servers: ports.map(number => ({
      port: { number, name: `http-${number}`, protocol: 'HTTP' },
      hosts: ['*'],
    })),
  });

const to = (host: string, ...match: readonly object[]) => ({
  ...(match.length > 0 && { match }),
  route: [{ destination: { host } }],
});
const prefix = (value: string) => ({ uri: { prefix: value } });

function routes(name: string, ...http: readonly object[]) {
  return istio('VirtualService', `shop/${name}`, {
    hosts: ['shop.example.com'],
    gateways: ['web'],
    http,
  });
}

function reached(path: string, ...objects: readonly unknown[]): string {
  const [{ pod }] = throughGateway(cluster(mesh, gateway(80), objects), {
    pod: 'shop/gateway-1',
    port: 80,
    host: 'shop.example.com',
    protocol: 'http',
    path,
  });
  return pod || 'nobody';
}

describe('routes of a gateway that share a host', () => {
  it.each([
    [
      'rules that take everything come last, whichever route they are of',
      [routes('first', to('a')), routes('second', to('b', prefix('/api')))],
      'shop/b-1',
    ],
    [
      'of those, the oldest route has the first word',
      [routes('first', to('a')), routes('second', to('b', prefix('/')))],
      'shop/a-1',
    ],
    [
      'what stands behind such a rule in its own route is never reached',
      [routes('first', to('a'), to('b', prefix('/api')))],
      'shop/a-1',
    ],
    [
      'each match counts by itself',
      [
        routes('first', to('a')),
        routes('second', to('b', prefix('/'), prefix('/api'))),
      ],
      'shop/a-1',
    ],
    [
      'and one for another port counts for nothing',
      [
        routes('first', to('a')),
        routes('second', to('b', { ...prefix('/api'), port: 81 })),
      ],
      'shop/a-1',
    ],
    [
      'the regular expression for everything takes everything',
      [
        routes('first', to('a', { uri: { regex: '.*' } })),
        routes('second', to('b', prefix('/api'))),
      ],
      'shop/b-1',
    ],
  ])('%s', (_, objects, pod) => {
    expect(reached('/api', objects)).toBe(pod);
  });
});
