import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { eventually } from '../portal/eventually';
import { type Backend, startBackend } from '../live/startBackend';

const demo = path.resolve(__dirname, '../../examples/clusters/demo');

const cart = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-namespace': 'nginx-strict' },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
};

describe('the HTTP API', () => {
  let backend: Backend;

  before(async () => {
    backend = await startBackend({
      name: 'api-openapi',
      clusters: [{ name: 'demo', source: { type: 'manifests', path: demo } }],
      env: { ENTITIES: JSON.stringify([cart]) },
    });
    await eventually(
      'a cluster that was read',
      async () => (await backend.api.listClusters()).items[0]?.state,
      state => state === 'synced',
      60_000,
    );
  });
  after(() => backend?.child.stop());

  /** Has schemathesis ask what the description allows, and what it does not. */
  async function ask(config: string, ...options: readonly string[]) {
    const { SCHEMATHESIS: command } = process.env;
    assert.ok(command, 'scripts/suites.mjs names the program');
    const { code, output } = await run(command, [
      ...['--config-file', path.join(__dirname, config)],
      'run',
      `${backend.url}/api/ingress-posture/openapi.json`,
      ...['--header', `Authorization: Bearer ${backend.token}`],
      ...['--seed', '1', '--continue-on-failure', '--no-color'],
      ...options,
    ]);
    assert.equal(code, 0, output);
  }

  it('holds to its own OpenAPI description, whatever it is asked', () =>
    ask('anything.toml', '--max-examples', '40'));

  it('holds to it when it is asked for what is there', () =>
    ask(
      'known.toml',
      ...['--max-examples', '20', '--phases', 'coverage,fuzzing'],
      ...['--include-path-regex', '\\{'],
    ));
});

async function run(
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  // Its mere presence makes Python programs draw.
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(command, args, { env });
  const printed: Buffer[] = [];
  child.stdout.on('data', data => printed.push(data));
  child.stderr.on('data', data => printed.push(data));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code =>
      resolve({ code, output: Buffer.concat(printed).toString() }),
    );
  });
}
