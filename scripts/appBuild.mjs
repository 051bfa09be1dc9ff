import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cli } from './backstageCli.mjs';
import { startProcess } from './childProcess.mjs';
import { Failure } from './failure.mjs';
import { lastLines } from './lastLines.mjs';
import { root } from './paths.mjs';

// Which app the backend serves, as it is told (plugin-app-backend); ours unless a test asks for the other.
const name = process.env.APP_CONFIG_app_packageName ?? 'app';
const app = path.join(root, 'packages', name);
const stamp = path.join(app, 'dist/.built-from');

// What the bundle is made of. Served built, the app starts in no time and the pages load fast.
const sources = [
  'yarn.lock',
  'app-config.yaml',
  `packages/${name}/package.json`,
  `packages/${name}/public`,
  `packages/${name}/src`,
  'packages/engine/src',
  'plugins/ingress-posture/package.json',
  'plugins/ingress-posture/src',
  'plugins/ingress-posture-common/src',
];

/** Builds the app when one of its sources changed since the last successful build. */
export async function buildApp(chosen) {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Building the app (once for each change to it)\n');
  const build = startProcess({
    name: 'app-build',
    ...cli(chosen, ['package', 'build']),
    cwd: app,
    // Under CI the build takes warnings for errors; they are lint's to judge.
    env: { ...chosen.env, CI: '' },
  });
  if ((await build.exited) !== 0)
    throw new Failure(`The app could not be built. ${lastLines(build.log)}`);
  writeFileSync(stamp, wanted);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf))
    hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function filesOf(source) {
  const full = path.join(root, source);
  if (!existsSync(full)) return [];
  if (path.extname(source)) return [source];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
