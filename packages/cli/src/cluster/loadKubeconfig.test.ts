import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadKubeconfig } from './loadKubeconfig';

const folder = mkdtempSync(path.join(tmpdir(), 'kubeconfig-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** As kubeadm writes it: every cluster is called kubernetes. */
const kubeadm = (name: string, current?: string) =>
  written(
    name,
    `
apiVersion: v1
kind: Config
${current === undefined ? '' : `current-context: ${current}`}
clusters:
  - { name: kubernetes, cluster: { server: "https://${name}.test", certificate-authority: ca.crt } }
users:
  - { name: admin, user: { token: ${name} } }
contexts:
  - { name: ${name}, context: { cluster: kubernetes, user: admin } }
`,
  );

const eu = kubeadm('eu');
const us = kubeadm('us', 'us');
const ap = kubeadm('ap', 'ap');
const empty = written('empty', '\n');
const gone = path.join(folder, 'gone');

describe('the files of KUBECONFIG', () => {
  const { KUBECONFIG } = process.env;
  afterAll(() => {
    if (KUBECONFIG === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = KUBECONFIG;
  });
  const of = (...files: readonly string[]) => {
    process.env.KUBECONFIG = files.join(path.delimiter);
    return loadKubeconfig(undefined);
  };
  const contextsOf = (...files: readonly string[]) =>
    of(...files)
      ?.getContexts()
      .map(({ name }) => name);

  it.each([
    ['are one', [eu, us], ['eu', 'us']],
    ['may be named twice', [eu, us, eu], ['eu', 'us']],
    ['may be missing, as long as one is there', [gone, us], ['us']],
    ['may have no name', ['', us, ''], ['us']],
    ['may be empty', [empty, us], ['us']],
  ])('%s', (_, files, contexts) => {
    expect(contextsOf(...files)).toEqual(contexts);
  });

  it('are nothing where none is there', () => {
    expect(of(gone)).toBeUndefined();
  });

  it('have of each name what the first one says', () => {
    const config = of(eu, us);
    expect(config?.getClusters()).toEqual([
      expect.objectContaining({
        server: 'https://eu.test',
        caFile: path.join(folder, 'ca.crt'),
      }),
    ]);
    expect(config?.getUsers()).toEqual([
      expect.objectContaining({ name: 'admin', token: 'eu' }),
    ]);
  });

  it('have the current context of the first that has any', () => {
    expect(of(eu, us, ap)?.getCurrentContext()).toBe('us');
  });

  it('are named where they cannot be read', () => {
    const broken = written('broken', 'a: b: c');
    expect(() => of(eu, broken)).toThrow(`${broken} cannot be read`);
  });
});
