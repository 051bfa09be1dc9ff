import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, it } from 'node:test';
import { freePort } from '../apiserver/freePort';

const start = path.resolve(__dirname, '../../scripts/start.mjs');

describe('npm start', () => {
  const skip = process.platform !== 'linux' && 'reads /proc';
  it(
    'prints one line, and Ctrl-C ends every process it started',
    { skip },
    async () => {
      const mark = `INGRESS_POSTURE_TEST=${process.pid}`;
      const portal = run(
        { PORT: String(await freePort()), PORTAL_NAME: 'start-portal' },
        mark,
      );
      const line = await portal.firstLine();
      assert.match(
        line,
        /^ingress-posture is ready: http:\/\/localhost:\d+\n$/,
      );
      assert.ok(processesMarked(mark).length > 1);
      portal.signal('SIGINT');
      assert.equal(await portal.code, 130);
      assert.deepEqual(processesMarked(mark), []);
      assert.equal(portal.printed(), line);
    },
  );

  it('says which port is in use and how to take another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const portal = run({ PORT: String(port) });
    assert.equal(await portal.code, 1);
    assert.match(
      portal.complained(),
      new RegExp(`^Port ${port} is in use.*PORT=${port + 1}`),
    );
    other.close();
  });
});

function run(env: Readonly<Record<string, string>>, mark = 'UNMARKED=1') {
  const [key, value] = mark.split('=');
  const child = spawn(process.execPath, [start], {
    env: {
      ...process.env,
      APP_CONFIG_backend_database_connection: ':memory:',
      ...env,
      [key]: value,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', data => (out += data));
  child.stderr.on('data', data => (err += data));
  const code = new Promise<number | null>(resolve =>
    child.once('close', resolve),
  );
  return {
    code,
    firstLine: () =>
      Promise.race([
        new Promise<string>(resolve =>
          child.stdout.once('data', data => resolve(String(data))),
        ),
        code.then(() => Promise.reject(new Error(err))),
      ]),
    signal: (name: NodeJS.Signals) => child.kill(name),
    printed: () => out,
    complained: () => err,
  };
}

/** Every process inherits its starter's environment, so a mark in it finds them all. */
function processesMarked(mark: string): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => environmentOf(pid).includes(mark));
}

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return []; // It ended while we looked.
  }
}
