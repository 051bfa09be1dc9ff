import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { get } from './get';
import { openKubeconfig } from './openKubeconfig';

describe('an answer of a server without TLS, as kubectl proxy is one,', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'get-'));
  let server: Server;

  const configFor = async (answer: RequestListener) => {
    server = createServer(answer);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const kubeconfig = path.join(folder, 'config');
    const text = {
      'current-context': 'proxy',
      clusters: [
        { name: 'c', cluster: { server: `http://127.0.0.1:${port}` } },
      ],
      contexts: [{ name: 'proxy', context: { cluster: 'c', user: '' } }],
    };
    writeFileSync(kubeconfig, JSON.stringify(text));
    return openKubeconfig({ kubeconfig });
  };
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read', async () => {
    const config = await configFor((_, response) => response.end('{"a":1}'));
    expect(await get(config, '/version', {})).toEqual({
      status: 200,
      body: { a: 1 },
    });
  });

  it('is missed where the connection breaks off within it', async () => {
    const config = await configFor((_, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write('{"items":[', () => response.destroy());
    });
    await expect(get(config, '/version', {}, 500)).rejects.toThrow(
      /cannot be asked: .*; it is the server of context 'proxy'/,
    );
  });
});
