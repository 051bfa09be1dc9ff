import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Child, startChild } from '../apiserver/child';
import { freePort } from '../apiserver/freePort';
import { eventually } from '../portal/eventually';
import { launchBrowser } from '../portal/launchBrowser';
import { Address, buildPortal, makePortal } from './freshPortal';
import { packPackages, type PackedPackage } from './packPackages';
import { environment, repository, run } from './run';

const bin = 'package/bin/ingress-posture';

/** Required before a program, it prints when a second thread of that is up. */
const tellOfThreads = `
  const { isMainThread } = require('node:worker_threads');
  if (!isMainThread) process.stdout.write('a thread has started\\n');
`;

// Installed by somebody else: from tarballs, into a portal that knows nothing of this repository.
describe('the packed packages, in a fresh portal', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ingress-posture-packed-'));
  const portal = path.join(folder, 'portal');
  let address: Address;
  let packages: readonly PackedPackage[];
  let backend: Child;

  before(async () => {
    const port = await freePort();
    address = { port, url: `http://localhost:${port}` };
    packages = packPackages(folder);
    makePortal(portal, packages, address);
    buildPortal(portal);
    backend = startBackend(portal);
    await eventually(
      'The portal',
      async () => backend.ended() || (await isReady(address.url)),
      Boolean,
      120_000,
    );
    assert.ok(!backend.ended(), backend.lastWords());
  });
  after(async () => {
    await backend?.stop();
    rmSync(folder, { recursive: true });
  });

  const get = async (api: string) => {
    const guest = await fetch(`${address.url}/api/auth/guest/refresh`);
    const { backstageIdentity } = await guest.json();
    const answer = await fetch(`${address.url}/api/${api}`, {
      headers: { authorization: `Bearer ${backstageIdentity.token}` },
    });
    return answer.json();
  };

  it('are all that this repository publishes', () => {
    assert.deepEqual(packages.map(({ name }) => name).sort(), [
      '@ingress-posture/cli',
      '@ingress-posture/engine',
      '@ingress-posture/plugin-catalog-backend-module-ingress-posture',
      '@ingress-posture/plugin-ingress-posture',
      '@ingress-posture/plugin-ingress-posture-backend',
      '@ingress-posture/plugin-ingress-posture-common',
      '@ingress-posture/plugin-ingress-posture-node',
      '@ingress-posture/plugin-scaffolder-backend-module-ingress-posture',
    ]);
  });

  it('hold what a registry shows and a lawyer asks for, and no sources', () => {
    for (const { name, tarball } of packages) {
      const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
        .trim()
        .split('\n');
      for (const file of ['package.json', 'README.md', 'LICENSE']) {
        assert.ok(files.includes(`package/${file}`), `${name} has no ${file}`);
      }
      const sources = files.filter(file => /package\/src|\.test\./.test(file));
      assert.deepEqual(sources, [], name);
    }
  });

  it('follow a cluster in a worker of their own build, and serve postures', async () => {
    const service = 'ingress-posture/services/demo/nginx-strict/cart';
    const { posture } = await eventually(
      'A posture',
      () => get(service),
      answer => answer.posture !== undefined,
    );
    assert.equal(posture.mode, 'standalone');
    assert.equal(posture.posture, 'rejected');
  });

  it('write the posture onto the entity', async () => {
    const entity = 'catalog/entities/by-name/component/default/nginx-strict';
    const { metadata } = await eventually(
      'The annotation',
      () => get(entity),
      answer =>
        answer.metadata?.annotations['ingress-posture.io/mtls-posture'] !==
        undefined,
    );
    assert.equal(metadata.annotations['ingress-posture.io/mode'], 'standalone');
    assert.equal(
      metadata.annotations['ingress-posture.io/mtls-posture'],
      'rejected',
    );
  });

  it('offer the action that writes a remedy', async () => {
    const actions: readonly { readonly id: string }[] = await get(
      'scaffolder/v2/actions',
    );
    assert.ok(actions.some(({ id }) => id === 'ingress-posture:remedy'));
  });

  it('show the tab of an entity, without a line in the app', async () => {
    const browser = await launchBrowser(path.join(folder, 'profile'));
    try {
      const page = await browser.newPage();
      await page.goto(
        `${address.url}/catalog/default/component/nginx-strict/ingress-posture`,
      );
      await page.getByRole('button', { name: 'Enter' }).click();
      await page
        .getByRole('heading', { name: 'How traffic gets here' })
        .waitFor();
      const pictures = path.join(repository, 'test-results');
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, 'packed-tab.png') });
    } finally {
      await browser.close();
    }
  });

  it('answer in a terminal', () => {
    const demo = path.join(repository, 'examples/clusters/demo');
    const output = run(
      'node_modules/.bin/ingress-posture',
      ['analyze', '-f', demo],
      { cwd: portal },
    );
    assert.match(output, /nginx-strict\/cart .*rejected/);
  });

  it('answer in a terminal from the tarball alone, as npx fetches it', () => {
    const alone = unpackedCli('alone');
    const demo = path.join(repository, 'examples/clusters/demo');
    const analyzed = run(bin, ['analyze', '-f', demo], { cwd: alone });
    assert.match(analyzed, /nginx-strict\/cart .*rejected/);
    // The client of clusters is a file of its own.
    assert.throws(
      () => run(bin, ['analyze', '--context', 'no-such'], { cwd: alone }),
      /no context 'no-such'/,
    );
  });

  it('share the remedies of large manifests with a second thread', () => {
    const alone = unpackedCli('shared');
    const demo = path.join(repository, 'examples/clusters/demo');
    // A Secret is passed over, however large.
    const secret = 'apiVersion: v1\nkind: Secret\n';
    writeFileSync(
      path.join(alone, 'large.yaml'),
      secret + '# and more\n'.repeat(500_000),
    );
    writeFileSync(path.join(alone, 'tell.cjs'), tellOfThreads);
    const analyzed = run(
      bin,
      ['analyze', '-f', demo, '-f', 'large.yaml', '-o', 'json=shared.json'],
      { cwd: alone, env: { NODE_OPTIONS: '--require ./tell.cjs' } },
    );
    assert.match(analyzed, /a thread has started/);
    run(bin, ['analyze', '-f', demo, '-o', 'json=alone.json'], { cwd: alone });
    const [shared, single] = ['shared.json', 'alone.json'].map(name =>
      readFileSync(path.join(alone, name), 'utf8'),
    );
    assert.equal(shared, single);
  });

  function unpackedCli(name: string): string {
    const to = path.join(folder, name);
    const cli = packages.find(one => one.name === '@ingress-posture/cli');
    mkdirSync(to);
    execFileSync('tar', ['-xzf', cli!.tarball, '-C', to]);
    return to;
  }
});

function startBackend(portal: string): Child {
  return startChild(
    process.execPath,
    ['packages/backend', '--config', path.join(portal, 'app-config.yaml')],
    path.join(portal, 'backend.log'),
    { cwd: portal, env: environment({ NODE_ENV: 'production' }) },
  );
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/.backstage/health/v1/readiness`)).ok;
  } catch {
    return false; // Nothing listens there yet.
  }
}
