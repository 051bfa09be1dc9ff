import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../__testUtils__/runCli';
import { exitCodes } from '../usage/exitCodes';
import { parseSettings } from './readSettings';

const service = (namespace: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: ${namespace} }\nspec: { ports: [{ port: 80 }] }\n`;

describe('settings', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'settings-'));
    file = path.join(folder, 'ingress-posture.yaml');
    await mkdir(path.join(folder, 'deploy'));
    await writeFile(path.join(folder, 'deploy/cart.yaml'), service('shop'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const deployed = () => path.join(folder, 'deploy/cart.yaml');

  it('stand in for flags, their files relative to where they are', async () => {
    await writeFile(
      file,
      'files: deploy\noutput: json\ncluster: prod\nfailOn: [unknown]\n',
    );
    const { code, out, err } = await runCli(['analyze', '--config', file]);
    expect(JSON.parse(out)).toMatchObject([
      { cluster: 'prod', service: { namespace: 'shop' } },
    ]);
    expect({ code, err }).toEqual({
      code: exitCodes.failed,
      err: '1 problem fails this run:\n  shop/cart is unknown\n',
    });
  });

  it('give way to flags, and to the sources that these name', async () => {
    const other = path.join(folder, 'other.yaml');
    await writeFile(other, service('elsewhere'));
    await writeFile(file, 'files: [deploy]\ncluster: prod\n');
    const { out } = await runCli([
      'analyze',
      '--config',
      file,
      '--cluster',
      'test',
      '-f',
      other,
      '-o',
      'json',
    ]);
    expect(JSON.parse(out)).toMatchObject([
      { cluster: 'test', service: { namespace: 'elsewhere' } },
    ]);
  });

  it.each([
    ['connect', '--address', 'cart.shop', '--port', '80'],
    ['explain', 'shop/cart'],
    ['fix', 'shop/cart'],
    ['preview-strict'],
    ['what-if', '--without', '{}'],
  ])(
    'with outputs that %s does not have, or in files, leave it its own',
    async (...args) => {
      const sarif = path.join(folder, 'posture.sarif');
      const json = path.join(folder, 'posture.json');
      await writeFile(
        file,
        `files: deploy\noutput: [junit, sarif=${sarif}, json=${json}]\n`,
      );
      const words = args.map(one => (one === '{}' ? deployed() : one));
      const { code, out, err } = await runCli([...words, '--config', file]);
      expect({ code, err }).toEqual({ code: exitCodes.done, err: '' });
      expect(out).not.toBe('');
      expect(existsSync(sarif) || existsSync(json)).toBe(false);
    },
  );

  it('with an output that a command has, are followed', async () => {
    await writeFile(file, 'files: deploy\noutput: [sarif=x.sarif, json]\n');
    const { out } = await runCli(['explain', 'shop/cart', '--config', file]);
    expect(JSON.parse(out)).toMatchObject({ service: { name: 'cart' } });
  });

  it('may name files from the root of the disk', async () => {
    const absolute = path.join(folder, 'absolute.yaml');
    await writeFile(absolute, `files: ${path.join(folder, 'deploy')}\n`);
    const { code, out } = await runCli(['analyze', '--config', absolute]);
    expect(code).toBe(exitCodes.done);
    expect(out).toContain('shop/cart');
  });

  it.each([
    [
      'a key that there is not',
      'outputs: json\n',
      'ingress-posture.yaml: line 1: outputs: there is no such setting',
    ],
    [
      'a value of another type',
      'failOn: error\n\nasTheyAre: sometimes\n',
      'ingress-posture.yaml: line 3: asTheyAre: ',
    ],
    [
      'a list with something else in it',
      'files: [a, 1]\n',
      'ingress-posture.yaml: line 1: files: expected a text, or a list of texts',
    ],
    [
      'something to fail for that there is not',
      'files: a\nfailOn:\n  - error\n  - eror\n',
      'ingress-posture.yaml: line 4: failOn.1: eror: expected a severity (error, ',
    ],
    [
      'nothing to fail for',
      'files: a\nfailOn: ""\n',
      'ingress-posture.yaml: line 2: failOn: names nothing to fail for',
    ],
    [
      'an output that there is not',
      'files: a\noutput: jsn\n',
      'ingress-posture.yaml: line 2: output: jsn: expected table, json, ',
    ],
    [
      'two outputs for one place',
      'output: [json, yaml]\n',
      'ingress-posture.yaml: line 1: output: json and yaml cannot both go to standard output',
    ],
    ['broken YAML', 'files: [a\n', 'ingress-posture.yaml: line '],
    ['an alias of nothing', 'files: *a\n', 'ingress-posture.yaml: Unresolved'],
    ['a text', 'hello\n', 'ingress-posture.yaml: line 1: the whole: '],
  ])('with %s are refused by their name', (_, content, message) => {
    expect(() => parseSettings(content, 'ingress-posture.yaml')).toThrow(
      message,
    );
  });

  it('that are named and not there are an error', async () => {
    const { code, err } = await runCli([
      'analyze',
      '--config',
      path.join(folder, 'no.yaml'),
    ]);
    expect(code).toBe(exitCodes.usage);
    expect(err).toContain('no such file or folder');
  });
});
