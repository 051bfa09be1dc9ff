import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { cli } from './backstageCli.mjs';
import { root } from './paths.mjs';
import { runCheck, runJest, runNodeTests } from './runners.mjs';
import { schemathesis } from './schemathesis.mjs';

const bin = (chosen, script, ...args) => ({
  command: chosen.node,
  args: [path.join(root, 'node_modules', script), ...args],
});

/** What `npm test` runs, the quick ones first. `missing` says why a suite cannot run on this machine. */
export const suites = [
  {
    name: 'format',
    run: chosen =>
      runCheck(
        'format',
        chosen,
        bin(chosen, 'prettier/bin-prettier.js', '--check', '.'),
      ),
  },
  {
    name: 'types',
    run: chosen => runCheck('types', chosen, bin(chosen, 'typescript/bin/tsc')),
  },
  {
    name: 'lint',
    run: chosen => runCheck('lint', chosen, cli(chosen, ['repo', 'lint'])),
  },
  {
    name: 'unit',
    // The filter is a part of the test files' paths.
    run: (chosen, filter) => runJest('unit', chosen, filter),
  },
  {
    name: 'conformance',
    // The filter is a part of the tests' names, here and below.
    run: (chosen, filter) =>
      runNodeTests(
        'conformance',
        chosen,
        'conformance/{istio,vendors}/*.test.ts',
        filter,
      ),
  },
  {
    name: 'docs',
    run: (chosen, filter) =>
      runNodeTests('docs', chosen, 'conformance/docs/*.test.ts', filter),
  },
  {
    name: 'start',
    run: (chosen, filter) =>
      runNodeTests('start', chosen, 'conformance/portal/*.test.ts', filter),
  },
  {
    name: 'api',
    missing: () =>
      has('python3', '-c', 'import ensurepip, venv')
        ? undefined
        : 'Python 3 with venv is not installed, and schemathesis runs on it',
    run: (chosen, filter) =>
      runNodeTests(
        'api',
        { ...chosen, env: { ...chosen.env, SCHEMATHESIS: schemathesis() } },
        'conformance/api/*.test.ts',
        filter,
      ),
  },
  {
    name: 'packed',
    missing: chromium,
    run: (chosen, filter) =>
      runNodeTests('packed', chosen, 'conformance/packed/*.test.ts', filter),
  },
  {
    name: 'cluster',
    missing: () =>
      has('go', 'version')
        ? undefined
        : 'Go is not installed, and the API server is built with it',
    run: (chosen, filter) =>
      runNodeTests(
        'cluster',
        chosen,
        'conformance/apiserver/*.test.ts',
        filter,
      ),
  },
  {
    name: 'live',
    missing: () =>
      ['go version', 'postgres --version', 'openssl version']
        .filter(one => !has(...one.split(' ')))
        .map(one => `${one.split(' ')[0]} is not installed`)
        .join(', ') || undefined,
    run: (chosen, filter) =>
      runNodeTests('live', chosen, 'conformance/live/*.test.ts', filter),
  },
  {
    name: 'browser',
    missing: chromium,
    run: (chosen, filter) =>
      runNodeTests(
        'browser',
        chosen,
        'packages/app/e2e-tests/*.test.ts',
        filter,
      ),
  },
];

function has(command, ...args) {
  return spawnSync(command, args).status === 0;
}

function chromium() {
  return has(process.env.CHROMIUM ?? 'chromium', '--version')
    ? undefined
    : 'Chromium is not installed (CHROMIUM names another command)';
}
