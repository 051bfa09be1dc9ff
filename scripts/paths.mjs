import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, wherever it was cloned. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);

/** What is built once and can be thrown away at any time. */
export const cache = path.join(root, '.cache');

/** One file for each child process or test suite, rewritten at each start. */
export const logs = path.join(cache, 'logs');

/** A path as a person at the root would type it. */
export const shown = file => path.relative(root, file);
