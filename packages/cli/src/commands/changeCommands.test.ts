import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../__testUtils__/runCli';

const demo = path.resolve(__dirname, '../../../../examples/clusters/demo');
const files = ['00-mesh', 'nginx-permissive', 'nginx-strict'].flatMap(name => [
  '-f',
  path.join(demo, `${name}.yaml`),
]);

describe('fix', () => {
  it('prints the remedies of a Service with their commands and ways back', async () => {
    const { code, out } = await runCli(['fix', 'nginx-strict/cart', ...files]);
    expect(code).toBe(0);
    expect(out).toMatch(/^nginx-strict\/cart: .*rejected/);
    expect(out).toContain('(proven, reaches enforced)');
    expect(out).toMatch(/\nkubectl -n nginx-strict patch ingress/);
    expect(out).toMatch(/\n# back: kubectl /);
  });

  it('prints the lines that each patch changes where they are asked for', async () => {
    const asked = ['fix', 'nginx-strict/cart', ...files];
    const plain = await runCli(asked);
    expect(plain.out).not.toContain('\n# +');
    const { out } = await runCli([...asked, '--diff']);
    expect(out).toMatch(
      /\n# {2}kind: Ingress\n(# .*\n)*# [+] {4}nginx\.ingress\.kubernetes\.io\/service-upstream: "true"\n(# .*\n)*kubectl -n nginx-strict patch ingress/,
    );
  });

  it('prints one of them as JSON', async () => {
    const { out } = await runCli([
      'fix',
      '--service',
      'nginx-strict/cart',
      '--remedy',
      'permissive-port',
      '-o',
      'json',
      ...files,
    ]);
    expect(JSON.parse(out)).toMatchObject([
      { id: 'permissive-port', reaches: 'plaintext' },
    ]);
  });

  it('prints them as Markdown, with what to copy in blocks', async () => {
    const { out } = await runCli([
      'fix',
      'nginx-strict/cart',
      '-o',
      'markdown',
      ...files,
    ]);
    expect(out).toMatch(/^## nginx-strict\/cart: rejected\n/);
    expect(out).toContain('proven, reaches enforced');
    expect(out).toMatch(
      /```sh\nkubectl -n nginx-strict patch ingress.*\n```\n/,
    );
    expect(out).toMatch(/\n\nBack:\n\n```sh\nkubectl /);
  });
});

describe('preview-strict', () => {
  it('says what would break, and a safe order', async () => {
    const { code, out } = await runCli(['preview-strict', ...files]);
    expect(code).toBe(0);
    expect(out).toContain('1 path of 1 service would break');
    expect(out).toContain('Namespace nginx-permissive: with exceptions.');
    expect(out).toContain('The mesh: ready.');
  });

  it('prints the safe order as a list to tick off, as Markdown', async () => {
    const { out } = await runCli([
      'preview-strict',
      '-o',
      'markdown',
      ...files,
    ]);
    expect(out).toMatch(/^## STRICT preview\n/);
    expect(out).toMatch(/\n- \*\*nginx-permissive\/storefront\*\* \(port 8080/);
    expect(out).toContain('- [x] **Namespace nginx-strict**: done.');
    expect(out).toMatch(
      /- \[ \] \*\*The mesh\*\*: ready\.[^\n]*\n\n {2}\*\*1\. [^\n]*\n\n {2}```sh\n {2}kubectl/,
    );
  });

  it('takes a namespace or a Service', async () => {
    const { out } = await runCli([
      'preview-strict',
      '--service',
      'nginx-permissive/storefront',
      '-o',
      'json',
      ...files,
    ]);
    expect(JSON.parse(out)).toMatchObject({
      scope: { kind: 'workload', service: 'storefront' },
      counts: { breaking: 1 },
    });
  });
});

describe('what-if', () => {
  let folder: string;
  let policy: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'what-if-'));
    policy = path.join(folder, 'policy.yaml');
    await writeFile(
      policy,
      `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: nginx-permissive }
spec: { mtls: { mode: STRICT } }
`,
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('says which paths a manifest would break', async () => {
    const { code, out } = await runCli(['what-if', '--with', policy, ...files]);
    expect(code).toBe(0);
    expect(out).toContain('1 path breaks.');
    expect(out).toContain(
      'created: PeerAuthentication nginx-permissive/default',
    );
    expect(out).toContain(
      'nginx-permissive/storefront: plaintext -> rejected (worse)',
    );
  });

  it('names the Services of which nobody can say whether something breaks', async () => {
    const ingress = path.join(folder, 'ingress.yaml');
    await writeFile(
      ingress,
      `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: of-nobody, namespace: nginx-permissive }
spec:
  ingressClassName: of-nobody
  defaultBackend: { service: { name: storefront, port: { number: 80 } } }
`,
    );
    const asked = ['what-if', '--with', policy, '-f', ingress, ...files];
    const { out } = await runCli(asked);
    expect(out).toContain('but of 1 service not enough is known to say.');
    expect(out.replace(/\s+/g, ' ')).toContain(
      'than they do: nginx-permissive/storefront.',
    );
  });

  it('answers in JSON for a pipeline', async () => {
    const { out } = await runCli([
      'what-if',
      '--without',
      policy,
      '-o',
      'json',
      ...files,
    ]);
    expect(JSON.parse(out)).toMatchObject({
      objects: [{ effect: 'absent' }],
      counts: { changed: 0, brokenPaths: 0 },
    });
  });
});

describe('what the caller has to change', () => {
  it.each([
    [['fix'], 'fix needs the NAMESPACE/NAME of a Service'],
    [['fix', ...files], 'fix needs the NAMESPACE/NAME of a Service'],
    [['fix', 'cart', ...files], 'fix cart: expected NAMESPACE/NAME'],
    [['fix', '--service', 'cart'], 'expected NAMESPACE/NAME'],
    [['fix', '--service', 'a/b', ...files], 'no such Service'],
    [
      ['fix', '--service', 'nginx-strict/cart', '--remedy', 'no', ...files],
      'has no such remedy; it has ',
    ],
    [['what-if', ...files], 'what-if needs --with FILE or --without FILE'],
    [
      ['preview-strict', '--namespace', 'a', '--service', 'a/b', ...files],
      'either --namespace or --service',
    ],
    [
      ['preview-strict', '-o', 'xml', ...files],
      '-o xml: expected table, json, yaml or markdown',
    ],
  ])('is said in one line: %j', async (args, message) => {
    const { code, err } = await runCli(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
