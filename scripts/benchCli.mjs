// Figures of the command line, bundled as its package is: node scripts/benchCli.mjs [SERVICES…]
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { main } from './failure.mjs';
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
  const program = bundle('src/main.ts', 'cli.cjs');
  const reader = bundle('bench/readAlone.ts', 'readAlone.cjs');
  const { status } = spawnSync(
    chosen.node,
    [bench, program, reader, ...process.argv.slice(2)],
    { stdio: 'inherit', env: chosen.env },
  );
  return status ?? 1;
});
