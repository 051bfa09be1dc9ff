import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Postgres, startPostgres } from './postgres';

const root = path.resolve(__dirname, '../..');
const plugin = path.join(root, 'plugins/ingress-posture-backend');

// Unit tests of the plugin that run on every database that they find.
const suites = ['src/access', 'src/leases', 'src/postures', 'src/questions'];

describe("the plugin's tests of its database", () => {
  let postgres: Postgres;

  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  it('pass on PostgreSQL', () => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const { stderr, status } = spawnSync(
      process.execPath,
      [
        path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
        ...['package', 'test', '--watchAll=false', ...suites],
      ],
      {
        cwd: plugin,
        env: {
          ...env,
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: postgres.url,
        },
        encoding: 'utf8',
      },
    );
    assert.equal(status, 0, stderr);
  });
});
