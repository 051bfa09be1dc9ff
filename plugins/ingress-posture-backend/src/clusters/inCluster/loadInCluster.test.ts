import { createMockDirectory } from '@backstage/backend-test-utils';
import type { RequestOptions } from 'node:https';
import { loadInCluster } from './loadInCluster';

describe('loadInCluster', () => {
  const mounted = createMockDirectory({
    content: { token: 'token-of-the-pod', 'ca.crt': 'authority' },
  });
  const { env } = process;
  beforeEach(() => {
    process.env = { ...env, KUBERNETES_SERVICE_PORT: '443' };
  });
  afterEach(() => {
    process.env = env;
  });

  it.each([
    ['10.0.0.1', 'https://10.0.0.1:443'],
    ['fd00::1', 'https://[fd00::1]:443'],
  ])('finds the API server at %s', (host, server) => {
    process.env.KUBERNETES_SERVICE_HOST = host;
    expect(loadInCluster().getCurrentCluster()).toMatchObject({
      server,
      caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
      skipTLSVerify: false,
    });
  });

  it('logs in as the service account that is mounted', async () => {
    process.env.KUBERNETES_SERVICE_HOST = '10.0.0.1';
    const options: RequestOptions = {};
    await loadInCluster({ path: mounted.path }).applyToHTTPSOptions(options);
    expect(options.headers).toEqual({
      Authorization: 'Bearer token-of-the-pod',
    });
    expect(String(options.ca)).toBe('authority');
  });

  it('says what to use outside a cluster', () => {
    delete process.env.KUBERNETES_SERVICE_HOST;
    expect(() => loadInCluster()).toThrow('Use the source "kubeconfig"');
  });
});
