import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** This repository. */
export const repository = path.resolve(__dirname, '../..');

interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly allowFailure?: boolean;
}

/** Runs a script of `node_modules/.bin`, or any other file, under this Node; answers what it printed. */
export function run(
  script: string,
  args: readonly string[],
  { cwd, env, allowFailure = false }: RunOptions,
): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.resolve(cwd, script), ...args],
    { cwd, encoding: 'utf8', maxBuffer: Infinity, env: environment(env) },
  );
  if (status !== 0 && !allowFailure) {
    const command = `${path.basename(script)} ${args.join(' ')}`;
    throw new Error(`${command} in ${cwd} failed:\n${stdout}\n${stderr}`);
  }
  return stdout;
}

/** Runs the Yarn that is committed with the repository. */
export function yarn(args: readonly string[], options: RunOptions): string {
  const releases = path.join(repository, '.yarn/releases');
  const [release] = readdirSync(releases);
  return run(path.join(releases, release), args, options);
}

/** What processes of somebody else's portal see: nothing of the loader that runs this suite. */
export function environment(
  own: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, TSX_TSCONFIG_PATH: __, ...env } = process.env;
  return { ...env, FORCE_COLOR: '0', ...own };
}
