import { readFileSync } from 'node:fs';
import { shown } from './paths.mjs';

/** Where a log is and how it ends, for a message that explains a failure. */
export function lastLines(log, count = 20) {
  const text = readFileSync(log, 'utf8').trimEnd();
  return `${shown(log)} ends with:\n${text
    .split('\n')
    .slice(-count)
    .join('\n')}`;
}
