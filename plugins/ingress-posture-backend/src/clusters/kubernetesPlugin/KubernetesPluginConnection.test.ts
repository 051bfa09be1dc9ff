import { createServer, IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RecordingSink } from '../../__testUtils__/RecordingSink';
import { LiveCluster } from '../apiserver/LiveCluster';
import { KubernetesPluginConnection } from './KubernetesPluginConnection';

const services = {
  group: '',
  kind: 'Service',
  plural: 'services',
  versions: ['v1'],
};
const cart = { metadata: { name: 'cart', namespace: 'shop' } };
const end = {
  metadata: {
    resourceVersion: '1',
    annotations: { 'k8s.io/initial-events-end': 'true' },
  },
};

describe('KubernetesPluginConnection', () => {
  let server: Server;
  let asked: IncomingMessage[];
  let valid: string;

  beforeEach(async () => {
    asked = [];
    valid = 'token-1';
    // What the Kubernetes plugin's proxy endpoint does, with one cluster behind it.
    server = createServer((request, response) => {
      asked.push(request);
      response.setHeader('Content-Type', 'application/json');
      if (request.headers.authorization !== `Bearer ${valid}`) {
        response.statusCode = 401;
        response.end('{"message":"not you"}');
      } else if (request.url === '/api/kubernetes/proxy/apis') {
        response.end('{"kind":"APIGroupDiscoveryList","items":[]}');
      } else {
        response.write(`${JSON.stringify({ type: 'ADDED', object: cart })}\n`);
        response.write(
          `${JSON.stringify({ type: 'BOOKMARK', object: end })}\n`,
        );
      }
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  it('reads a cluster through the proxy, and asks for another token when one is refused', async () => {
    const { port } = server.address() as AddressInfo;
    const tokens = ['token-0', 'token-1'];
    const connection = new KubernetesPluginConnection('eu', async () => ({
      url: `http://127.0.0.1:${port}/api/kubernetes`,
      token: tokens.shift() ?? 'none',
    }));
    const sink = new RecordingSink();
    const controller = new AbortController();
    const ended = new LiveCluster(connection, {
      kinds: [services],
      retry: { first: 5, longest: 20 },
    }).start(sink, controller.signal);
    await sink.until(() => sink.health === 'synced');
    expect(sink.names).toEqual(['Service shop/cart']);
    const clusters = asked.map(
      one => one.headers['backstage-kubernetes-cluster'],
    );
    expect(new Set(clusters)).toEqual(new Set(['eu']));
    expect(asked.at(-1)?.url).toMatch(
      /^\/api\/kubernetes\/proxy\/api\/v1\/services\?.*watch=true/,
    );
    controller.abort();
    await ended;
  });
});
