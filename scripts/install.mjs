import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { lastLines } from './lastLines.mjs';
import { logs, root } from './paths.mjs';

const stamp = path.join(root, 'node_modules', '.installed-for');
const log = path.join(logs, 'install.log');

/** Installs the dependencies when the lock file or a package.json changed since the last successful time. */
export function install({ node, env }) {
  const wanted = fingerprint();
  if (installedFor() === wanted) return;
  process.stderr.write(
    'Installing dependencies (some minutes the first time)\n',
  );
  // Nothing in the tree has to be built: esbuild, swc, rspack and better-sqlite3 bring their binaries along.
  const { status, stdout } = spawnSync(
    node,
    [yarn(), 'install', '--immutable', '--mode=skip-build'],
    { cwd: root, env, encoding: 'utf8', maxBuffer: Infinity },
  );
  mkdirSync(logs, { recursive: true });
  writeFileSync(log, stdout);
  if (status !== 0)
    throw new Failure(
      'Installing the dependencies failed. If a package.json was changed on purpose, bring yarn.lock ' +
        `up to date with \`npm run yarn -- install\` and commit it. ${lastLines(
          log,
        )}`,
    );
  writeFileSync(stamp, wanted);
}

/** The Yarn that is committed with the repository; no other has to be installed. */
export function yarn() {
  const releases = path.join(root, '.yarn/releases');
  return path.join(
    releases,
    readdirSync(releases).find(name => name.endsWith('.cjs')),
  );
}

function installedFor() {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...workspaceManifests(),
  ])
    hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function workspaceManifests() {
  const { workspaces } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  return workspaces
    .flatMap(pattern =>
      pattern.endsWith('/*') ? foldersOf(pattern.slice(0, -2)) : [pattern],
    )
    .map(folder => path.join(folder, 'package.json'))
    .filter(file => existsSync(path.join(root, file)))
    .sort();
}

function foldersOf(parent) {
  return readdirSync(path.join(root, parent)).map(name =>
    path.join(parent, name),
  );
}
