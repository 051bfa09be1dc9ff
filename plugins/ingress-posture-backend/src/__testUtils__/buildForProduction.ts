import { targetPaths } from '@backstage/cli-common';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const packages = {
  '@ingress-posture/engine': 'packages/engine',
  '@ingress-posture/plugin-ingress-posture-common':
    'plugins/ingress-posture-common',
  '@ingress-posture/plugin-ingress-posture-node':
    'plugins/ingress-posture-node',
  '@ingress-posture/plugin-ingress-posture-backend':
    'plugins/ingress-posture-backend',
};

/**
 * Builds and packs the backend plugin, and those of this repository that it needs, as for production.
 * Answers with the folder that the plugin is in; what others made comes from the repository's own
 * node_modules above it.
 */
export async function buildForProduction(): Promise<string> {
  const cli = targetPaths.resolveRoot(
    'node_modules/@backstage/cli/bin/backstage-cli',
  );
  const backstage = (cwd: string, ...args: string[]) =>
    run(process.execPath, [cli, ...args], {
      cwd: targetPaths.resolveRoot(cwd),
      env: { ...process.env, NODE_ENV: 'production' },
    });
  for (const folder of Object.values(packages)) {
    // The role of a command line tool is built the same but for its type declarations.
    await backstage(folder, 'package', 'build', '--role', 'cli');
  }
  const cache = targetPaths.resolveRoot('.cache');
  await mkdir(cache, { recursive: true });
  const target = await mkdtemp(join(cache, 'built-backend-'));
  const [plugin] = Object.keys(packages).slice(-1);
  await backstage('.', 'build-workspace', target, plugin);
  for (const [name, folder] of Object.entries(packages)) {
    const link = join(target, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(target, folder), link);
  }
  return join(
    target,
    packages['@ingress-posture/plugin-ingress-posture-backend'],
  );
}
