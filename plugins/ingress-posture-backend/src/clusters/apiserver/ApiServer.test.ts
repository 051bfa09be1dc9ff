import { KubeConfig } from '@kubernetes/client-node';
import { createServer, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  encodeFrame,
  encodeList,
  encodeObject,
} from '../../__testUtils__/encodeProtobuf';
import { KubeconfigConnection } from '../kubeconfig/KubeconfigConnection';
import { ApiServer } from './ApiServer';

const event = `${JSON.stringify({ type: 'ADDED', object: { a: 1 } })}\n`;

// msw cannot break a connection, so these are real ones.
describe('ApiServer, over a connection', () => {
  let server: Server;

  async function serve(listener: RequestListener): Promise<ApiServer> {
    server = createServer((request, response) => {
      response.setHeader('Content-Type', 'application/json');
      listener(request, response);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      {
        name: 'c',
        server: `http://127.0.0.1:${port}`,
        // The client takes plain HTTP only together with this.
        skipTLSVerify: true,
      },
      { name: 'u', token: 'secret' },
    );
    return new ApiServer(new KubeconfigConnection(() => config), {
      silence: 200,
    });
  }

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  async function watch(api: ApiServer, signal = new AbortController().signal) {
    const heard: unknown[] = [];
    const ended = api.watch(
      '/api/v1/services',
      {},
      {
        onOpen: () => heard.push('open'),
        onEvent: ({ type }) => heard.push(type),
      },
      signal,
    );
    return { heard, error: await ended.catch(error => error) };
  }

  it('ends quietly when the server ends the watch', async () => {
    const api = await serve((_, response) => response.end(event));
    expect(await watch(api)).toEqual({ heard: ['open', 'ADDED'] });
  });

  it.each([
    [200, 'ok', []],
    [
      500,
      '[+]ping ok\n[-]etcd failed: reason withheld\n[-]poststarthook/a-b failed: x\nreadyz check failed',
      ['etcd', 'poststarthook/a-b'],
    ],
    [403, '{"kind":"Status"}', []],
    [404, 'what [-]etcd failed', []],
  ])('hears from /readyz, with %i: %j', async (status, text, lacking) => {
    const api = await serve((request, response) => {
      response.statusCode = request.url === '/readyz' ? status : 418;
      response.end(text);
    });
    const { signal } = new AbortController();
    expect(await api.failingChecks(signal)).toEqual(lacking);
  });

  it('fails with a code of the system when the connection breaks', async () => {
    const api = await serve((_, response) => {
      response.write(event);
      setTimeout(() => response.destroy(), 50);
    });
    const { heard, error } = await watch(api);
    expect(heard).toEqual(['open', 'ADDED']);
    expect(typeof error.code).toBe('string');
  });

  it('fails with the status that the server answers', async () => {
    const api = await serve((_, response) => {
      response.statusCode = 410;
      response.end();
    });
    expect((await watch(api)).error).toMatchObject({ status: 410 });
  });

  const noon = 'Sat, 21 Nov 2026 12:00:00 GMT';
  it.each([
    ['7', 7_000],
    ['Sat, 21 Nov 2026 12:00:07 GMT', 7_000],
    ['Sat, 21 Nov 2026 11:59:00 GMT', undefined],
    ['Wed, 21 Nov 2096 12:00:00 GMT', 3_600_000],
    ['soon', undefined],
  ])(
    'hears how long the server asks to wait, with %j at noon',
    async (header, retryAfter) => {
      const api = await serve((_, response) => {
        response.writeHead(429, { 'Retry-After': header, Date: noon });
        response.end('{"message":"slow down"}');
      });
      const { error } = await watch(api);
      expect(error).toMatchObject({ status: 429, message: 'slow down' });
      expect(error.retryAfter).toBe(retryAfter);
    },
  );

  it('gives up a connection on which nothing comes any more', async () => {
    const api = await serve((_, response) => {
      response.write(event);
    });
    expect((await watch(api)).error).toMatchObject({
      code: 'SILENCE',
      message: 'nothing came for 0.2 s',
    });
  });

  it('takes a page of HTML for what it is', async () => {
    const api = await serve((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<html>Log in</html>');
    });
    expect((await watch(api)).error.message).toContain(
      'answered with text/html instead of JSON',
    );
  });

  it('ends when it is told to', async () => {
    const controller = new AbortController();
    const api = await serve((_, response) => {
      response.write(event);
      setTimeout(() => controller.abort(), 50);
    });
    expect((await watch(api, controller.signal)).error).toMatchObject({
      code: expect.any(String),
    });
  });

  describe('where protobuf is asked for', () => {
    const protobuf = 'application/vnd.kubernetes.protobuf';
    const accept = `${protobuf},application/json`;
    const cart = { metadata: { name: 'cart' } };
    const list = encodeList('v1', 'Pod', { resourceVersion: '5' }, [cart]);
    const json = JSON.stringify({ metadata: {}, items: [cart] });

    async function read(api: ApiServer) {
      const { signal } = new AbortController();
      const items: unknown[] = [];
      await api.list(
        '/api/v1/pods',
        {},
        item => items.push(item),
        signal,
        accept,
      );
      return items;
    }

    /** Serves each of these answers once, the last one from then on; remembers what was asked for. */
    async function answering(
      ...answers: readonly (readonly [number, string, string | Buffer])[]
    ) {
      const asked: (string | undefined)[] = [];
      const api = await serve((request, response) => {
        const at = Math.min(asked.length, answers.length - 1);
        const [status, type, body] = answers[at];
        asked.push(request.headers.accept);
        response.writeHead(status, { 'Content-Type': type });
        response.end(body);
      });
      return { api, asked };
    }

    it('reads it', async () => {
      const { api, asked } = await answering([200, protobuf, list]);
      expect(await read(api)).toEqual([cart]);
      expect(asked).toEqual([accept]);
    });

    it('reads the JSON that a server answers that has nothing else', async () => {
      const { api } = await answering([200, 'application/json', json]);
      expect(await read(api)).toEqual([cart]);
    });

    it('asks for JSON alone where a server refuses the question, from then on', async () => {
      const { api, asked } = await answering(
        [406, 'text/plain', 'what is that?'],
        [200, 'application/json', json],
      );
      expect(await read(api)).toEqual([cart]);
      await read(api);
      const alone = 'application/json';
      expect(asked).toEqual([accept, alone, alone]);
    });

    it('asks for JSON where what came cannot be read, from then on', async () => {
      const { api, asked } = await answering(
        [200, protobuf, 'k8s\0 and then nothing of the kind'],
        [200, 'application/json', json],
      );
      await expect(read(api)).rejects.toThrow(
        /\/api\/v1\/pods answered with protobuf that cannot be read: /,
      );
      expect(await read(api)).toEqual([cart]);
      expect(asked).toEqual([accept, 'application/json']);
    });

    it('goes on asking for it where an answer only ended too early', async () => {
      const { api, asked } = await answering(
        [200, protobuf, list.subarray(0, list.length - 40)],
        [200, protobuf, list],
      );
      await expect(read(api)).rejects.toThrow('in the middle of an object');
      expect(await read(api)).toEqual([cart]);
      expect(asked).toEqual([accept, accept]);
    });

    it('hears why the server refuses', async () => {
      const status = { message: 'pods is forbidden', code: 403 };
      const { api } = await answering([
        403,
        protobuf,
        encodeObject('v1', 'Status', status),
      ]);
      await expect(read(api)).rejects.toMatchObject({
        status: 403,
        message: 'pods is forbidden',
      });
    });

    it('hears the events of a watch', async () => {
      const pod = encodeObject('v1', 'Pod', cart);
      const frames = ['ADDED', 'DELETED'].map(type => encodeFrame(type, pod));
      const { api } = await answering([
        200,
        `${protobuf};stream=watch`,
        Buffer.concat(frames),
      ]);
      expect(await watch(api)).toEqual({ heard: ['open', 'ADDED', 'DELETED'] });
    });
  });
});
