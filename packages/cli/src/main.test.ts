import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { version } from '../package.json';

const bin = path.resolve(__dirname, '../bin/ingress-posture');

// A process of its own starts in a second, on a busy machine in many.
jest.setTimeout(60_000);

function runBin(args: readonly string[], input = '') {
  // Jest's own NODE_OPTIONS and NODE_ENV are not the program's.
  const { NODE_OPTIONS: _, NODE_ENV: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, ...args],
    { input, encoding: 'utf8', env },
  );
  return { status, stdout, stderr };
}

describe('the program', () => {
  it('exits with 0 and its answer on standard output', () => {
    expect(runBin(['--version'])).toEqual({
      status: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  it('reads standard input, and uses no colour in a pipe', () => {
    const service = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'shop', name: 'cart' },
      spec: { ports: [{ port: 80 }] },
    });
    const { status, stdout } = runBin(['analyze', '-f', '-'], service);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^SERVICE .*\nshop\/cart /);
    expect(stdout).not.toContain('\u001b');
  });

  it('exits with 2 and one line on standard error', () => {
    expect(runBin(['analyze', '--fly'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "ingress-posture: Unknown option '--fly'; see --help\n",
    });
  });
});
