import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cli } from './backstageCli.mjs';
import { startProcess } from './childProcess.mjs';
import { cache, root } from './paths.mjs';
import { typescript } from './typescript.mjs';

// Each runner returns how many tests passed, failed and were skipped, and what the suite printed.

/** A command that counts as one test: it passes when it ends with 0. */
export async function runCheck(name, chosen, command) {
  const { code, output } = await run(name, chosen, command);
  const passed = code === 0 ? 1 : 0;
  return { passed, failed: 1 - passed, skipped: 0, output };
}

/** The unit tests of every package, by Jest as Backstage sets it up. */
export async function runJest(name, chosen, filter) {
  const results = resultsFile(`${name}.json`);
  const { output } = await run(
    name,
    chosen,
    cli(chosen, [
      ...['repo', 'test', '--watchAll=false'],
      // Before other flags: it would take a filter for one more file.
      `--setupFiles=${path.join(root, 'scripts/propertySeed.js')}`,
      ...['--json', `--outputFile=${results}`],
      ...(filter ? [filter] : []),
    ]),
  );
  const counts = JSON.parse(read(results) ?? '{}');
  return atLeastOne({
    passed: counts.numPassedTests ?? 0,
    // A file that cannot be loaded holds no failed test, yet it failed.
    failed:
      (counts.numFailedTests ?? 0) + (counts.numRuntimeErrorTestSuites ?? 0),
    skipped: (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0),
    output,
  });
}

/** Tests that start real programs, by Node's own runner: one file after another, two cores are few. */
export async function runNodeTests(name, chosen, files, filter) {
  const results = resultsFile(`${name}.tap`);
  const { flags, env } = typescript(chosen);
  const { output } = await run(
    name,
    { ...chosen, env },
    {
      command: chosen.node,
      args: [
        ...flags,
        ...['--test', '--test-concurrency=1'],
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=tap', `--test-reporter-destination=${results}`],
        ...(filter ? [`--test-name-pattern=${filter}`] : []),
        files,
      ],
    },
  );
  const tap = read(results) ?? '';
  const count = key =>
    Number(new RegExp(`^# ${key} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  return atLeastOne({
    passed: count('pass'),
    // Tests behind a failed preparation are counted as cancelled.
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
    output,
  });
}

/** A suite that ran nothing did not pass. */
function atLeastOne(counts) {
  const ran = counts.passed + counts.failed + counts.skipped > 0;
  return ran ? counts : { ...counts, failed: 1 };
}

async function run(name, { env }, command) {
  const child = startProcess({
    name: `test-${name}`,
    ...command,
    cwd: root,
    env: { FORCE_COLOR: '0', ...env },
  });
  const code = await child.exited;
  return { code, output: readFileSync(child.log, 'utf8') };
}

function resultsFile(name) {
  const folder = path.join(cache, 'results');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  rmSync(file, { force: true });
  return file;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // The runner ended before it wrote any.
  }
}
