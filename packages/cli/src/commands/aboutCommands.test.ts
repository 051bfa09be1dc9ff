import path from 'node:path';
import { parse } from 'yaml';
import { runCli } from '../__testUtils__/runCli';

const demo = path.resolve(__dirname, '../../../../examples/clusters/demo');
const files = ['00-mesh', 'nginx-strict'].flatMap(name => [
  '-f',
  path.join(demo, `${name}.yaml`),
]);

describe('explain', () => {
  it('shows what each hop was read from, with the source of each rule', async () => {
    const { code, out } = await runCli([
      'explain',
      'nginx-strict/cart',
      ...files,
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^nginx-strict\/cart: rejected, standalone, proven\n/);
    expect(out).toContain(
      'PeerAuthentication nginx-strict/default: spec.mtls.mode = STRICT',
    );
    expect(out).toContain(
      'rule: istio pilot/pkg/security/authn/policy_applier.go',
    );
    expect(out).toMatch(
      /=> nginx-strict\/cart-\S+ port 8080: plaintext, rejected/,
    );
  });

  it('answers as JSON and as YAML with the same posture', async () => {
    const ask = async (format: string) =>
      (await runCli(['explain', 'nginx-strict/cart', ...files, '-o', format]))
        .out;
    expect(parse(await ask('yaml'))).toEqual(JSON.parse(await ask('json')));
  });

  it.each([
    [[], 'explain needs the NAMESPACE/NAME of a Service'],
    [['cart', ...files], 'explain cart: expected NAMESPACE/NAME'],
    [
      ['shop/cart', ...files],
      'explain shop/cart: there is no such Service; of that name there is nginx-strict/cart',
    ],
    [
      ['nginx-strict-edge/ingress-nginx-controller', ...files],
      'this Service is that of an edge or a gateway',
    ],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await runCli(['explain', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('connect', () => {
  const to = [
    '--address',
    'cart.nginx-strict.svc.cluster.local',
    '--port',
    '80',
  ];

  it('says who gets a connection and why', async () => {
    const { code, out } = await runCli(['connect', ...to, ...files]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Something outside the mesh dials cart\.nginx-strict\.svc/,
    );
    expect(out).toMatch(
      /nginx-strict\/cart-\S+ port 8080: plaintext, rejected, proven/,
    );
    expect(out).toContain(
      'PeerAuthentication nginx-strict/default: spec.mtls.mode = STRICT',
    );
  });

  it('takes an identity of the mesh, and answers as JSON', async () => {
    const { out } = await runCli([
      'connect',
      ...to,
      '--tls',
      'mtls',
      '-o',
      'json',
      ...files,
    ]);
    expect(JSON.parse(out)).toMatchObject([{ outcome: 'accepted' }]);
  });

  it.each([
    [[], 'connect needs --address'],
    [['--address', 'a'], 'connect needs --port'],
    [
      ['--address', 'a', '--port', '0'],
      '--port 0: expected a number from 1 to 65535',
    ],
    [
      ['--address', 'a', '--port', '80', '--protocol', 'udp'],
      '--protocol udp: expected http, http2 or tcp',
    ],
    [
      ['--address', 'a', '--port', '80', '--tls', 'yes'],
      '--tls yes: expected tls or mtls',
    ],
    [
      ['--address', 'a', '--port', '80', '--from', 'x'],
      '--from x: expected NAMESPACE/NAME',
    ],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await runCli(['connect', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('findings', () => {
  it('lists all by chapter, and one by its code or its name', async () => {
    const list = await runCli(['findings']);
    expect(list.out).toContain(
      'What is on the wire, and whether it is taken\n  IP0101  warning  Plaintext is accepted',
    );
    const one = await runCli(['findings', 'ip0102']);
    expect(one.out).toMatch(
      /^IP0102 PlaintextToStrict, error\nPlaintext is sent to a STRICT port\n/,
    );
    expect((await runCli(['findings', 'PlaintextToStrict'])).out).toBe(one.out);
  });

  it('refuses a code that there is not', async () => {
    const { code, err } = await runCli(['findings', 'IP9999']);
    expect(code).toBe(2);
    expect(err).toContain('there is no finding IP9999');
  });
});

describe('vendors', () => {
  it('lists all, with those that end', async () => {
    const { out } = await runCli(['vendors']);
    expect(out).toMatch(
      /^ingress-nginx +ingress-nginx +in-cluster +pod-ip +ended 2026-03-31$/m,
    );
  });

  it('says of one what it dials and what changes that', async () => {
    const { out } = await runCli(['vendors', 'ingress-nginx']);
    expect(out).toContain('Dials: pod-ip (');
    expect(out).toContain(
      'unless route-annotation nginx.ingress.kubernetes.io/service-upstream says otherwise',
    );
    const json = JSON.parse(
      (await runCli(['vendors', 'ingress-nginx', '-o', 'json'])).out,
    );
    expect(json).toMatchObject([
      { id: 'ingress-nginx', addressing: { default: 'pod-ip' } },
    ]);
  });

  it('names those that are meant where there is no such vendor', async () => {
    const { code, err } = await runCli(['vendors', 'nginx']);
    expect(code).toBe(2);
    expect(err).toContain(
      'there is no vendor nginx: expected ingress-nginx, nginx-inc',
    );
  });
});
