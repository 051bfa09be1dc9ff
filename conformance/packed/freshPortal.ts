import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PackedPackage } from './packPackages';
import { repository, run, yarn } from './run';

type Versions = Readonly<Record<string, string>>;

/** Where the portal's configuration says that it is. */
export interface Address {
  readonly url: string;
  readonly port: number;
}

/**
 * A portal as `create-app` makes it, as small as it can be: an app and a backend with a catalog, guests,
 * and the lines of docs/install.md. Nothing in it knows of this repository but by the tarballs.
 */
export function makePortal(
  folder: string,
  packages: readonly PackedPackage[],
  address: Address,
): void {
  writeManifests(folder, packages);
  writeApp(folder);
  writeBackend(folder);
  writeConfig(folder, address);
  // Settles versions as they are known to install; Yarn drops what is not needed.
  cpSync(path.join(repository, 'yarn.lock'), path.join(folder, 'yarn.lock'));
  yarn(['install', '--mode=skip-build'], {
    cwd: folder,
    env: { YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
  });
}

/** Checks the types of both frontend systems' lines, and bundles the app for production. */
export function buildPortal(folder: string): void {
  run('node_modules/.bin/tsc', ['--project', '.'], { cwd: folder });
  run('../../node_modules/.bin/backstage-cli', ['package', 'build'], {
    cwd: path.join(folder, 'packages/app'),
    // Under CI warnings count as errors: such as how large a bundle is.
    env: { CI: '' },
  });
}

function writeManifests(
  folder: string,
  packages: readonly PackedPackage[],
): void {
  const root = manifestOf('.');
  const tarballs = Object.fromEntries(
    packages.map(({ name, tarball }) => [name, `file:${tarball}`]),
  );
  write(folder, 'package.json', {
    name: 'fresh-portal',
    version: '1.0.0',
    private: true,
    workspaces: ['packages/*'],
    dependencies: pick(tarballs, '@ingress-posture/cli'),
    devDependencies: pick(
      root.devDependencies,
      '@backstage/cli',
      '@backstage/cli-defaults',
      'typescript',
    ),
    // The packages need each other, and none is in a registry.
    resolutions: { ...root.resolutions, ...tarballs },
    packageManager: root.packageManager,
  });
  write(folder, 'packages/app/package.json', {
    ...bundle('app', 'frontend'),
    dependencies: {
      ...others('packages/app'),
      ...pick(tarballs, '@ingress-posture/plugin-ingress-posture'),
    },
    devDependencies: pick(
      manifestOf('packages/app').devDependencies,
      '@types/react',
      '@types/react-dom',
    ),
  });
  write(folder, 'packages/backend/package.json', {
    ...bundle('backend', 'backend'),
    dependencies: {
      ...others('packages/backend'),
      ...pick(
        tarballs,
        '@ingress-posture/plugin-ingress-posture-backend',
        '@ingress-posture/plugin-catalog-backend-module-ingress-posture',
        '@ingress-posture/plugin-scaffolder-backend-module-ingress-posture',
      ),
      app: '*',
    },
  });
  write(
    folder,
    '.yarnrc.yml',
    readFileSync(path.join(repository, '.yarnrc.yml'), 'utf8').replace(
      /^yarnPath:.*$/m,
      '',
    ),
  );
  write(folder, 'tsconfig.json', {
    extends: '@backstage/cli/config/tsconfig.json',
    include: ['packages/*/src'],
    compilerOptions: { noEmit: true, jsx: 'react-jsx', types: ['node'] },
  });
}

function writeApp(folder: string): void {
  const app = path.join(folder, 'packages/app');
  cpSync(
    path.join(repository, 'packages/app/public'),
    path.join(app, 'public'),
    { recursive: true },
  );
  write(
    app,
    'src/index.tsx',
    `import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import ReactDOM from 'react-dom/client';

// The plugin is found by itself: app.packages is "all".
const app = createApp({ features: [catalogPlugin] });
ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
`,
  );
  write(
    app,
    'src/olderFrontendSystem.tsx',
    `import {
  EntityIngressPostureCard,
  EntityIngressPostureContent,
  IngressPosturePage,
  isIngressPostureAvailable,
} from '@ingress-posture/plugin-ingress-posture';

export const page = <IngressPosturePage />;
export const tab = <EntityIngressPostureContent />;
export const card = isIngressPostureAvailable({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'cart' },
}) && <EntityIngressPostureCard />;
`,
  );
}

function writeBackend(folder: string): void {
  // No TypeScript: what runs here is what was packed, and nothing transforms it.
  write(
    path.join(folder, 'packages/backend'),
    'src/index.js',
    `const { createBackend } = require('@backstage/backend-defaults');

const backend = createBackend();
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@ingress-posture/plugin-ingress-posture-backend'));
backend.add(
  import('@ingress-posture/plugin-catalog-backend-module-ingress-posture'),
);
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@ingress-posture/plugin-scaffolder-backend-module-ingress-posture'),
);
backend.start();
`,
  );
}

function writeConfig(folder: string, { url, port }: Address): void {
  const demo = path.join(repository, 'examples/clusters/demo');
  write(folder, 'app-config.yaml', {
    app: { title: 'Fresh portal', baseUrl: url, packages: 'all' },
    organization: { name: 'Fresh' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: {
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    catalog: {
      rules: [
        {
          allow: [
            ...['Component', 'System', 'Domain', 'API', 'Resource'],
            ...['Location', 'Group', 'User'],
          ],
        },
      ],
      locations: [
        {
          type: 'file',
          target: path.join(repository, 'examples/catalog/all.yaml'),
        },
      ],
    },
    ingressPosture: {
      clusters: [{ name: 'demo', source: { type: 'manifests', path: demo } }],
    },
  });
}

interface Manifest {
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly resolutions: Versions;
  readonly packageManager: string;
}

function manifestOf(location: string): Manifest {
  const file = path.join(repository, location, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** What the demo's own app or backend depends on, apart from this repository's packages. */
function others(location: string): Versions {
  const { dependencies } = manifestOf(location);
  return Object.fromEntries(
    Object.entries(dependencies).filter(
      ([, version]) => !/^(workspace|link):/.test(version),
    ),
  );
}

function bundle(name: string, role: 'frontend' | 'backend') {
  const main = role === 'backend' ? { main: 'src/index.js' } : {};
  return {
    name,
    version: '0.0.0',
    private: true,
    ...main,
    backstage: { role },
  };
}

function pick(versions: Versions, ...names: readonly string[]): Versions {
  return Object.fromEntries(names.map(name => [name, versions[name]]));
}

/** Writes a file; what is no text as JSON, which is YAML, too. */
function write(folder: string, name: string, content: object | string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  const text =
    typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  writeFileSync(file, text);
}
