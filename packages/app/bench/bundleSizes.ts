import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { kilobytes, print } from './print';

const plugin = path.resolve(__dirname, '../../../plugins/ingress-posture/src');

// What every Backstage app has already.
const shared = [
  '@backstage/*',
  '@material-ui/*',
  'luxon',
  'react',
  'react-dom',
  'react-router-dom',
  'react-use',
  'zod',
];

/** Bytes that the plugin adds to an app, and which of them every page of the app loads. */
export async function bundleSizes(): Promise<void> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(plugin, 'alpha/index.ts')],
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    loader: { '.svg': 'text' },
    external: shared.flatMap(name => [name, `${name.replace('/*', '')}/*`]),
    outdir: 'bundle',
  });
  const sizes = new Map(
    outputFiles.map(file => [
      path.basename(file.path),
      gzipSync(file.contents).length,
    ]),
  );
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const [entry] = Object.entries(metafile.outputs).filter(
    ([, { entryPoint }]) => entryPoint?.endsWith('alpha/index.ts'),
  );
  const first = [
    entry[0],
    ...entry[1].imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .map(one => one.path),
  ].reduce((sum, file) => sum + (sizes.get(path.basename(file)) ?? 0), 0);
  print('the plugin, gzipped, without what apps have already', kilobytes(all));
  print('of that loaded before a page of it is opened', kilobytes(first));
}
