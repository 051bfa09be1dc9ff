import { createMockDirectory } from '@backstage/backend-test-utils';
import { delimiter } from 'node:path';
import { loadKubeConfig } from './loadKubeConfig';

const kubeconfig = `
apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: 'https://cluster.test' } }]
users: [{ name: u, user: { token: secret } }]
contexts:
- { name: eu, context: { cluster: c, user: u } }
- { name: us, context: { cluster: gone, user: u } }
current-context: eu
`;

describe('loadKubeConfig', () => {
  const folder = createMockDirectory({ content: { config: kubeconfig } });
  const path = folder.resolve('config');

  it('takes the current context', () => {
    expect(loadKubeConfig({ path }).getCurrentCluster()?.server).toBe(
      'https://cluster.test',
    );
  });

  describe('by the files of KUBECONFIG', () => {
    const before = process.env.KUBECONFIG;
    afterEach(() => {
      if (before === undefined) delete process.env.KUBECONFIG;
      else process.env.KUBECONFIG = before;
    });

    // kubectl's rule: client-go, tools/clientcmd/loader.go Load.
    it('takes the first current context and the first of each name, and passes over files that are gone', () => {
      const second = kubeconfig
        .replaceAll('cluster.test', 'second.test')
        .replace('current-context: eu', 'current-context: us');
      folder.setContent({ config: kubeconfig, second });
      process.env.KUBECONFIG = ['gone', 'config', 'second', 'config']
        .map(name => folder.resolve(name))
        .join(delimiter);
      const loaded = loadKubeConfig({});
      expect(loaded.getCurrentContext()).toBe('eu');
      expect(loaded.getCurrentCluster()?.server).toBe('https://cluster.test');
      expect(loaded.getContexts().map(({ name }) => name)).toEqual([
        'eu',
        'us',
      ]);
    });
  });

  it.each([
    [
      'a file that is not there',
      { path: '/gone' },
      'Cannot load the kubeconfig /gone',
    ],
    [
      'a context that is not in it',
      { path, context: 'asia' },
      `has no context "asia"; it has "eu", "us". Change the context`,
    ],
    [
      'a context without cluster',
      { path, context: 'us' },
      'names a cluster that the file does not have',
    ],
  ])('says what is wrong with %s', (_, options, message) => {
    expect(() => loadKubeConfig(options)).toThrow(message);
  });

  it.each([
    ['broken YAML', `${kubeconfig}\nusers: [{ user: { token: hush-hush }`],
    ['a key twice', `${kubeconfig}\nkind: hush-hush\n`],
    ['no mapping', 'hush-hush'],
    ['a token alone', 'token: hush-hush'],
  ])('quotes nothing of a file with %s', (_, text) => {
    folder.setContent({ config: kubeconfig, broken: text });
    const load = () => loadKubeConfig({ path: folder.resolve('broken') });
    const said = messageOf(load);
    expect(said).toMatch(/kubeconfig|context/);
    expect(said).not.toContain('hush-hush');
    expect(said).not.toContain('secret');
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return (error as Error).message;
  }
}
