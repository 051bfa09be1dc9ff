import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { repository, run, yarn } from './run';

/** A package of this repository as it would be published. */
export interface PackedPackage {
  readonly name: string;
  readonly tarball: string;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
}

// What a package is built from besides its own folder.
const shared = [
  'package.json',
  'yarn.lock',
  '.yarnrc.yml',
  'tsconfig.json',
  'backstage.json',
];

/**
 * Builds and packs every package that is not private, by the commands that publish it. That happens in a
 * copy: packing rewrites each package.json for a while, and whoever works in the repository would see that.
 */
export function packPackages(folder: string): readonly PackedPackage[] {
  // The declarations that packages are built from; quick when the suite `types` ran before.
  run('node_modules/.bin/tsc', [], { cwd: repository, allowFailure: true });
  const copy = path.join(folder, 'repository');
  const packages = publishable();
  copyRepository(copy, packages);
  run('node_modules/.bin/backstage-cli', ['repo', 'build'], { cwd: copy });
  return packages.map(location => {
    const { name } = manifestOf(location);
    const tarball = path.join(folder, `${path.basename(location)}.tgz`);
    yarn(['pack', '--out', tarball], { cwd: path.join(copy, location) });
    return { name, tarball };
  });
}

function publishable(): readonly string[] {
  return ['packages', 'plugins']
    .flatMap(parent =>
      readdirSync(path.join(repository, parent)).map(name =>
        path.join(parent, name),
      ),
    )
    .filter(location => !manifestOf(location).private);
}

function manifestOf(location: string): Manifest {
  const file = path.join(repository, location, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8'));
}

function copyRepository(copy: string, packages: readonly string[]): void {
  mkdirSync(copy, { recursive: true });
  for (const file of shared) {
    copyFileSync(path.join(repository, file), path.join(copy, file));
  }
  link('.yarn', copy);
  link('dist-types', copy);
  for (const location of packages) {
    cpSync(path.join(repository, location), path.join(copy, location), {
      recursive: true,
      filter: source => !/\/(node_modules|dist)$/.test(source),
    });
    link(path.join(location, 'node_modules'), copy);
  }
  linkDependencies(copy);
}

/** The repository's own node_modules, but for its own packages: those are the copies. */
function linkDependencies(copy: string): void {
  const own = '@ingress-posture';
  mkdirSync(path.join(copy, 'node_modules', own), { recursive: true });
  for (const name of readdirSync(path.join(repository, 'node_modules'))) {
    if (name !== own) link(path.join('node_modules', name), copy);
  }
  const links = path.join('node_modules', own);
  // These are links themselves, relative to where they are.
  cpSync(path.join(repository, links), path.join(copy, links), {
    recursive: true,
    verbatimSymlinks: true,
  });
}

function link(name: string, copy: string): void {
  const target = path.join(repository, name);
  if (existsSync(target)) symlinkSync(target, path.join(copy, name));
}
