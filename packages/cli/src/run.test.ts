import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { version } from '../package.json';
import { runCli } from './__testUtils__/runCli';

const service = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name },
  spec: { clusterIP: '10.96.0.10', ports: [{ port: 80 }] },
});
const twoServices = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [service('cart'), service('db')],
});

describe('the CLI', () => {
  it.each([['--help'], ['-h']])('lists its commands for %s', async flag => {
    const { code, out, err } = await runCli([flag]);
    expect(out).toMatch(/^ {2}analyze {10}Say how[^]*^ {2}rbac {13}Print/m);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('explains a command', async () => {
    const { code, out } = await runCli(['analyze', '-f', 'x', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Usage: ingress-posture analyze');
  });

  it('says its version', async () => {
    expect(await runCli(['--version'])).toEqual({
      code: 0,
      out: `${version}\n`,
      err: '',
    });
  });

  it('prints an array of postures and nothing else as JSON', async () => {
    const args = ['analyze', '-f', '-', '-o', 'json', '--cluster', 'prod'];
    const { code, out, err } = await runCli(args, twoServices);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual([
      expect.objectContaining({
        version: 1,
        cluster: 'prod',
        service: expect.objectContaining({ namespace: 'shop', name: 'cart' }),
      }),
      expect.objectContaining({
        service: expect.objectContaining({ namespace: 'shop', name: 'db' }),
      }),
    ]);
  });

  it('prints a table when nothing else is asked for', async () => {
    const { out } = await runCli(['analyze', '-f', '-'], twoServices);
    expect(out).toMatch(
      /^SERVICE .*SENTENCE\nshop\/cart .*\nshop\/db .*\n\n2 /,
    );
  });

  it('prints one service in detail', async () => {
    const args = ['analyze', '-f', '-', '--service', 'shop/db'];
    const { out } = await runCli(args, twoServices);
    expect(out).toMatch(/^shop\/db: /);
    expect(out).not.toContain('shop/cart');
  });

  it('prints one service as JSON', async () => {
    const args = ['analyze', '-f', '-', '--service', 'shop/db', '-ojson'];
    const { out } = await runCli(args, twoServices);
    expect(JSON.parse(out)).toHaveLength(1);
  });

  it('prints the ClusterRole under the name asked for', async () => {
    const { code, out } = await runCli(['rbac', '--name', 'reader']);
    expect(code).toBe(0);
    expect(out).toContain('kind: ClusterRole\nmetadata:\n  name: reader\n');
  });
});

describe('the CLI ends with 2 and one line for', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'posture-cli-'));
    await writeFile(path.join(folder, 'cart.yaml'), 'kind: Pod\nkind: Pod\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    [
      'no command',
      [],
      'no command: expected analyze, explain, connect, fix, preview-strict, what-if, findings, vendors, rbac or completion',
    ],
    ['an unknown command', ['fly'], "unknown command 'fly'"],
    [
      'an unknown flag in place of a command',
      ['--fly'],
      "Unknown option '--fly'",
    ],
    ['an unknown flag', ['analyze', '--fly'], "Unknown option '--fly'"],
    ['a flag without its value', ['analyze', '-f'], 'argument missing'],
    ['no source', ['analyze'], 'nothing to analyze: expected -f FILE'],
    [
      'an unknown format',
      ['analyze', '-f', '-', '-o', 'xml'],
      '-o xml: expected table, json, yaml, sarif, markdown, mermaid, svg or junit',
    ],
    [
      'a missing file',
      ['analyze', '-f', 'FOLDER/gone'],
      'gone: no such file or folder',
    ],
    [
      'an empty input',
      ['analyze', '-f', '-'],
      'standard input holds no Kubernetes objects',
    ],
    [
      'manifests and a cluster',
      ['analyze', 'x.yaml', '--context', 'prod'],
      'either manifests or a live cluster',
    ],
    [
      'a missing kubeconfig',
      ['analyze', '--kubeconfig', 'FOLDER/gone'],
      'gone cannot be read: ENOENT',
    ],
    ['an argument too many', ['rbac', 'me'], "rbac takes no argument 'me'"],
  ])('%s', async (_, args, message) => {
    const real = args.map(arg => arg.replace('FOLDER', folder));
    const { code, out, err } = await runCli(real);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toMatch(/^ingress-posture: [^\n]+\n$/);
  });

  it.each([
    [
      'a Service that is not there',
      'shop/gone',
      'there is no such Service; namespace shop has ',
    ],
    [
      'a Service of a namespace that is not there',
      'gone/gone',
      'there is no such Service; there are Services in shop',
    ],
    ['a Service without its namespace', 'cart', 'expected NAMESPACE/NAME'],
  ])('%s', async (_, name, message) => {
    const args = ['analyze', '-f', '-', '--service', name];
    const { code, err } = await runCli(args, twoServices);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
