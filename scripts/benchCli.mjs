// Figures of the command line as it is installed: node scripts/benchCli.mjs [SERVICES…]
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure, main } from './failure.mjs';
import { install } from './install.mjs';
import { cache, root } from './paths.mjs';
import { toolchain } from './toolchain.mjs';

await main(async () => {
  const chosen = toolchain();
  install(chosen);
  const { buildSync } = createRequire(path.join(root, 'package.json'))(
    'esbuild',
  );
  const bundle = (entry, name) => {
    const outfile = path.join(cache, 'bench', name);
    buildSync({
      entryPoints: [path.join(root, 'packages/cli', entry)],
      bundle: true,
      platform: 'node',
      logLevel: 'error',
      outfile,
    });
    return outfile;
  };
  const bench = bundle('bench/main.ts', 'cliBench.cjs');
  const program = installed(chosen);
  const reader = bundle('bench/readAlone.ts', 'readAlone.cjs');
  const { status } = spawnSync(
    chosen.node,
    [bench, program, reader, ...process.argv.slice(2)],
    { stdio: 'inherit', env: chosen.env },
  );
  return status ?? 1;
});

/** The program as its package has it, where no sources are beside it. */
function installed({ node, env }) {
  const own = path.join(root, 'packages/cli');
  const folder = path.join(cache, 'bench', 'installed');
  const { status } = spawnSync(node, [path.join(own, 'build.mjs')], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0) throw new Failure('The command line could not be built.');
  for (const part of ['bin', 'dist']) {
    cpSync(path.join(own, part), path.join(folder, part), { recursive: true });
  }
  return path.join(folder, 'bin/ingress-posture');
}
