import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../__testUtils__/runCli';
import { helperFor } from './helper';

const demo = path.resolve(__dirname, '../../../../examples/clusters/demo');
const program = path.resolve(__dirname, '../../bin/ingress-posture');
const terminal = { program, stdin: async () => '' };
// A Secret is passed over, however large.
const large = `apiVersion: v1\nkind: Secret\n${'# and more\n'.repeat(500_000)}`;

// The second thread compiles what it loads.
jest.setTimeout(120_000);

describe('a helper', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'helper-'));
    file = path.join(folder, 'large.yaml');
    await writeFile(file, large);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('works out in a thread of its own what nobody else takes', async () => {
    const files = [demo, file];
    const helper = await helperFor({ files }, 'remedies', terminal);
    const shares = await helper!.shares();
    const postures = [...shares.values()].flat();
    const { out } = await runCli(['analyze', '-f', demo, '-o', 'json']);
    expect(JSON.parse(JSON.stringify(postures))).toEqual(JSON.parse(out));
  });

  it('is given what was read of standard input', async () => {
    const service = `apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 80 }] }\n---\n`;
    const helper = await helperFor({ files: ['-'] }, 'remedies', {
      program,
      stdin: async () => service + large,
    });
    const shares = await helper!.shares();
    expect(shares.get(0)).toMatchObject([{ service: { name: 'a' } }]);
  });

  it('that fails leaves everything to the first thread', async () => {
    const helper = await helperFor({ files: [file] }, 'remedies', {
      ...terminal,
      program: path.join(folder, 'none.js'),
    });
    expect(await helper!.shares()).toEqual(new Map());
  });

  it.each([
    ['manifests are small', { files: [demo] }, 'remedies', terminal],
    ['no remedies are asked for', { files: [demo] }, 'findings', terminal],
    [
      'there is nothing to start a thread with',
      { files: ['-'] },
      'remedies',
      { stdin: async () => large },
    ],
    ['a file is not there', { files: ['gone', '-'] }, 'remedies', terminal],
    ['a live cluster is read', { files: [] }, 'remedies', terminal],
  ] as const)('is not started where %s', async (_, sources, detail, given) => {
    expect(await helperFor(sources, detail, given)).toBeUndefined();
  });
});
