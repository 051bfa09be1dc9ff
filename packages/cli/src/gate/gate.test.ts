import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../__testUtils__/runCli';
import { exitCodes } from '../usage/exitCodes';

const demo = path.resolve(__dirname, '../../../../examples/clusters/demo');
const files = ['00-mesh', 'nginx-strict'].flatMap(name => [
  '-f',
  path.join(demo, `${name}.yaml`),
]);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gate-'));
});
afterAll(() => rm(folder, { recursive: true }));

const analyzeWith = (...args: string[]) =>
  runCli(['analyze', ...files, ...args]);

describe('--fail-on', () => {
  it.each([
    ['error', exitCodes.failed],
    ['warning', exitCodes.failed],
    ['rejected', exitCodes.failed],
    ['plaintext', exitCodes.failed],
    ['enforced', exitCodes.failed],
    ['IP0102', exitCodes.failed],
    ['ip0102', exitCodes.failed],
    ['IP0101', exitCodes.done],
    ['unknown', exitCodes.done],
    ['IP0101,unknown', exitCodes.done],
    ['IP0101,error', exitCodes.failed],
  ])('%s ends a broken service with %d', async (what, expected) => {
    const { code } = await analyzeWith('--fail-on', what);
    expect(code).toBe(expected);
  });

  it('names what it failed for on standard error, and still prints the answer', async () => {
    const { out, err } = await analyzeWith('--fail-on', 'IP0102');
    expect(out).toContain('nginx-strict/cart');
    expect(err).toBe(
      '1 problem fails this run:\n  nginx-strict/cart IP0102 Ingress nginx-strict/cart cart.example.com/: Plaintext is sent to a STRICT port\n',
    );
  });

  it.each(['', ' , '])(
    'refuses "%s", which would never fail for anything',
    async what => {
      const { code, err } = await analyzeWith('--fail-on', what);
      expect(code).toBe(exitCodes.usage);
      expect(err).toContain('--fail-on names nothing');
    },
  );

  it('refuses what is neither severity, posture nor code', async () => {
    const { code, err } = await analyzeWith('--fail-on', 'bad');
    expect(code).toBe(exitCodes.usage);
    expect(err).toMatch(/^ingress-posture: --fail-on bad: expected a severity/);
  });

  it('ends with another code where some documents could not be read', async () => {
    const broken = path.join(folder, 'broken.yaml');
    await writeFile(broken, 'a: b: c\n');
    const { code, out, err } = await analyzeWith('-f', broken);
    expect(code).toBe(exitCodes.partial);
    expect(out).toContain('nginx-strict/cart');
    expect(err).toContain('broken.yaml: document 1, line 1: ');
  });
});

describe('a baseline', () => {
  const baseline = () => path.join(folder, 'baseline.json');

  it('is written in lines that can be compared', async () => {
    const { code } = await analyzeWith(
      '--fail-on',
      'error',
      '--write-baseline',
      baseline(),
    );
    expect(code).toBe(exitCodes.done);
    const { version, problems } = JSON.parse(
      await readFile(baseline(), 'utf8'),
    );
    expect(version).toBe(1);
    expect(problems).toContain('nginx-strict/cart rejected');
    expect(problems).toContain(
      'nginx-strict/cart IP0102 Ingress nginx-strict/cart cart.example.com/',
    );
    expect([...problems].sort()).toEqual(problems);
  });

  it('keeps what is known from failing', async () => {
    const { code } = await analyzeWith('--baseline', baseline());
    expect(code).toBe(exitCodes.done);
  });

  it('lets what is new fail', async () => {
    const more = path.join(demo, 'nginx-permissive.yaml');
    const { code, err } = await analyzeWith(
      '--baseline',
      baseline(),
      '-f',
      more,
    );
    expect(code).toBe(exitCodes.failed);
    expect(err).toMatch(
      /^\d+ new problems fail this run:\n {2}nginx-permissive\//,
    );
    expect(err).not.toContain('nginx-strict/cart');
  });

  it.each([
    ['is not there', undefined, 'no such file or folder'],
    ['is no JSON', '{', 'is no baseline: '],
    [
      'is of another shape',
      '{"version":2,"problems":[]}',
      'is no baseline: version',
    ],
    [
      'has more in it',
      '{"version":1,"problems":[],"x":1}',
      'is no baseline: the whole',
    ],
  ])('that %s is refused', async (_, content, message) => {
    const file = path.join(folder, 'odd.json');
    await rm(file, { force: true });
    if (content !== undefined) await writeFile(file, content);
    const { code, err } = await analyzeWith('--baseline', file);
    expect(code).toBe(exitCodes.usage);
    expect(err).toContain(message);
  });
});
