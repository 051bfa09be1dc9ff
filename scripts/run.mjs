// Runs a TypeScript entry of this repository: node scripts/run.mjs ENTRY [ARGUMENT…]
// Standard output is the entry's alone, so that it can be piped on.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { constants } from 'node:os';
import { Failure, main } from './failure.mjs';
import { install } from './install.mjs';
import { root } from './paths.mjs';
import { toolchain } from './toolchain.mjs';
import { typescript } from './typescript.mjs';

await main(async () => {
  const [entry, ...args] = process.argv.slice(2);
  if (!entry)
    throw new Failure('usage: node scripts/run.mjs ENTRY [ARGUMENT…]');
  const chosen = toolchain();
  install(chosen);
  const { flags, env } = typescript(chosen);
  const child = spawn(
    chosen.node,
    [...flags, path.resolve(root, entry), ...args],
    // npm changes to the root; what the caller typed is relative to where he is.
    { cwd: process.env.INIT_CWD ?? process.cwd(), env, stdio: 'inherit' },
  );
  // Ctrl-C reaches the child by itself: only the wait for its own end is needed.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + constants.signals[signal]),
    );
  });
});
