import { KubeConfig } from '@kubernetes/client-node';
import { createServer, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

  it('hears how long the server asks to wait', async () => {
    const api = await serve((_, response) => {
      response.writeHead(429, { 'Retry-After': '7' });
      response.end('{"message":"slow down"}');
    });
    expect((await watch(api)).error).toMatchObject({
      status: 429,
      message: 'slow down',
      retryAfter: 7_000,
    });
  });

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
});
