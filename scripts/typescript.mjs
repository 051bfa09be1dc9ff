import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

/** What makes Node run TypeScript from any working folder. Needs installed dependencies. */
export function typescript({ env }) {
  const loader = createRequire(path.join(root, 'package.json')).resolve('tsx');
  return {
    flags: ['--import', pathToFileURL(loader).href],
    env: { ...env, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') },
  };
}
