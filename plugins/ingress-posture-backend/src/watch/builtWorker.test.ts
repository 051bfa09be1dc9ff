import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildForProduction } from '../__testUtils__/buildForProduction';

const run = promisify(execFile);

/** Starts the worker as the built plugin does and prints its first report. */
const script = `
  const { startWorker } = require('./dist/watch/startWorker.cjs.js');
  const [path] = process.argv.slice(-1);
  startWorker({ cluster: 'demo', source: { type: 'manifests', options: { path } } })
    .on('message', ({ question }) => { console.log(JSON.stringify(question.report)); process.exit(0); })
    .on('error', error => { console.error(error); process.exit(1); });
`;

describe('the worker of the built plugin', () => {
  // Builds four packages.
  jest.setTimeout(300_000);

  const folder = createMockDirectory({
    content: {
      'cart.yaml': `apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n`,
    },
  });
  let plugin: string;

  beforeAll(async () => {
    plugin = await buildForProduction();
  });
  afterAll(async () => {
    await rm(dirname(dirname(plugin)), { recursive: true });
  });

  it('runs without TypeScript, and reports postures', async () => {
    const { stdout } = await run(
      process.execPath,
      ['-e', script, folder.path],
      {
        cwd: plugin,
        env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
      },
    );
    expect(JSON.parse(stdout)).toMatchObject({
      status: { state: 'synced', services: 1 },
      changed: [{ namespace: 'shop', name: 'cart' }],
    });
  });

  it('comes with the migrations and the schema of its configuration', () => {
    const manifest = require(join(plugin, 'package.json'));
    expect(manifest.files).toEqual(
      expect.arrayContaining(['dist', 'migrations']),
    );
    expect(manifest.exports['./worker']).toMatchObject({
      default: './dist/worker.cjs.js',
    });
  });
});
