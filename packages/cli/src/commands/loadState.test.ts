import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testTerminal } from '../__testUtils__/runCli';
import { loadState } from './loadState';

const server = setupServer();
let folder: string;
let kubeconfig: string;

beforeAll(async () => {
  server.listen({ onUnhandledRequest: 'error' });
  folder = await mkdtemp(path.join(tmpdir(), 'load-state-'));
  kubeconfig = path.join(folder, 'config');
  await writeFile(
    kubeconfig,
    JSON.stringify({
      'current-context': 'prod',
      clusters: [{ name: 'c', cluster: { server: 'https://cluster.test' } }],
      contexts: [{ name: 'prod', context: { cluster: 'c', user: '' } }],
    }),
  );
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n';
const load = async (sources: Parameters<typeof loadState>[0]) => {
  const { terminal, err } = testTerminal(pod);
  const { state } = await loadState(sources, terminal);
  return { name: state.name, size: state.size, errors: err() };
};

describe('loadState', () => {
  it('reads manifests under a name of their own', async () => {
    expect(await load({ files: ['-'] })).toEqual({
      name: 'manifests',
      size: 1,
      errors: '',
    });
  });

  it('reads a live cluster under the name of its context, and says what was refused', async () => {
    server.use(
      http.get('https://cluster.test/apis/*', () =>
        HttpResponse.json({ message: 'you may not' }, { status: 403 }),
      ),
      http.get('https://cluster.test/api/*', () =>
        HttpResponse.json({ items: [{ metadata: { name: 'a' } }] }),
      ),
    );
    const { name, errors } = await load({ files: [], kubeconfig });
    expect(name).toBe('prod');
    expect(errors).toContain(
      'ingress-posture: ingresses could not be read: you may not\n',
    );
    expect(errors).toMatch(/the command rbac prints the rules\n$/);
  });

  it('calls the cluster as it is told to', async () => {
    expect((await load({ files: ['-'], cluster: 'eu' })).name).toBe('eu');
  });

  it.each([
    ['nothing', { files: [] }, 'nothing to analyze'],
    ['both', { files: ['-'], context: 'prod' }, 'either manifests or a live'],
  ])('refuses %s', async (_, sources, message) => {
    await expect(load(sources)).rejects.toThrow(message);
  });
});
