import path from 'node:path';
import { root } from './paths.mjs';

/** Command and arguments of Backstage's own tool under the chosen Node. Needs installed dependencies. */
export function cli({ node }, args) {
  const script = path.join(
    root,
    'node_modules/@backstage/cli/bin/backstage-cli',
  );
  return { command: node, args: [script, ...args] };
}
