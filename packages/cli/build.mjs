// Bundles the program with all that it needs, so that `npx` fetches one package and starts at once: node build.mjs
import { build } from 'esbuild';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = import.meta.dirname;
const dist = path.join(root, 'dist');
// Most runs ask no cluster: its client is a file of its own, which kubernetesClient.ts loads when one is asked.
const client = '@kubernetes/client-node';

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  metafile: true,
  logLevel: 'warning',
};

rmSync(dist, { recursive: true, force: true });
const built = await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/main.ts'],
    outfile: 'dist/main.cjs',
    // Names stay for the trace of a fault; to shorten them and keep them apart (keepNames) takes a twentieth of a run.
    minifySyntax: true,
    minifyWhitespace: true,
    alias: { [client]: './kubernetesClient.cjs' },
    external: ['./kubernetesClient.cjs'],
  }),
  build({
    ...shared,
    stdin: {
      contents: `module.exports = require('${client}')`,
      resolveDir: root,
    },
    outfile: 'dist/kubernetesClient.cjs',
    minify: true,
    keepNames: true,
    // The package of that name: Node's own is on its way out, and says so.
    alias: { punycode: 'punycode/' },
  }),
]);
writeFileSync(
  path.join(dist, 'third-party-licenses.txt'),
  licenses(built.flatMap(({ metafile }) => Object.keys(metafile.inputs))),
);

/** The licenses of the packages that the files are from, as these ask for. */
function licenses(files) {
  const folders = new Set(
    files.map(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]),
  );
  return [...folders]
    .filter(Boolean)
    .sort()
    .map(folder => licenseOf(path.join(root, folder)))
    .join('\n\n');
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const texts = readdirSync(folder)
    .filter(file => /^(licen[cs]e|notice)/i.test(file))
    .map(file => readFileSync(path.join(folder, file), 'utf8').trim());
  return [`${name} ${version}: ${license}`, ...texts].join('\n\n');
}
