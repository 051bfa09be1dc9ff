// Figures of the engine, bundled as a plugin would ship it: node scripts/bench.mjs [SERVICES…]
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
  const outfile = path.join(cache, 'bench', 'main.cjs');
  buildSync({
    entryPoints: [path.join(root, 'packages/engine/bench/main.ts')],
    bundle: true,
    platform: 'node',
    sourcemap: true,
    logLevel: 'warning',
    outfile,
  });
  const { status } = spawnSync(
    chosen.node,
    [
      '--expose-gc',
      '--max-old-space-size=8192',
      '--enable-source-maps',
      outfile,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit', env: chosen.env },
  );
  return status ?? 1;
});
