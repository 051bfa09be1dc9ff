import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';

const version = '4.32.5';
const home = path.join(root, '.toolchain', 'schemathesis');
const program = path.join(home, 'bin', 'schemathesis');

/** The program that asks an API what its OpenAPI description allows; it is fetched once into `.toolchain`. */
export function schemathesis() {
  if (installedVersion() !== version) install();
  return program;
}

function installedVersion() {
  const { stdout, status } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim().split(' ').at(-1) : undefined;
}

function install() {
  process.stderr.write(`Fetching schemathesis ${version} into .toolchain\n`);
  run('python3', ['-m', 'venv', '--clear', home]);
  run(path.join(home, 'bin', 'pip'), [
    ...['install', '--quiet', '--disable-pip-version-check'],
    `schemathesis==${version}`,
  ]);
}

function run(command, args) {
  // Standard output belongs to the caller's own command.
  const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0)
    throw new Failure(
      `Fetching schemathesis ${version} failed at: ${command} ${args.join(
        ' ',
      )}. Is the Python package index reachable?`,
    );
}
