/**
 * Takes the pictures of README.md and docs/ anew, of the demo portal in the light theme: npm run pictures [NAME…].
 * Needs Chromium, as the browser tests do.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually, startPortal } from '@ingress-posture/conformance';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../e2e-tests/launchBrowser';
import { type Picture, pictures } from './pictures';

const root = path.resolve(__dirname, '../../..');
const window = { width: 1440, height: 1000 };
async function take(
  browser: BrowserContext,
  url: string,
  { name, address, settle }: Picture,
): Promise<void> {
  const page = await browser.newPage();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(window);
  await page.goto(url + address);
  const shown = (await settle(page)) ?? page;
  const file = `docs/images/${name}.png`;
  await shown.screenshot({ path: path.join(root, file) });
  await page.close();
  process.stdout.write(`${file}\n`);
}

async function main(names: readonly string[]) {
  const home = mkdtempSync(path.join(tmpdir(), 'ingress-posture-pictures-'));
  const portal = await startPortal({
    name: 'pictures-portal',
    clusters: ['demo', 'fleet'].map(name => ({
      name,
      source: {
        type: 'manifests',
        path: path.join(root, 'examples/clusters', name),
      },
    })),
  });
  const browser = await launchBrowser(path.join(home, 'browser'));
  try {
    await eventually(
      'what is in both clusters',
      () => portal.api.listClusters(),
      ({ items }) => items.every(({ state }) => state === 'synced'),
    );
    await eventually(
      'an entity for each service',
      () => portal.api.listServices({ claimed: false, limit: 1 }),
      ({ total }) => total === 0,
    );
    for (const picture of pictures) {
      if (names.length === 0 || names.includes(picture.name)) {
        await take(browser, portal.url, picture);
      }
    }
  } finally {
    await browser.close();
    await portal.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

main(process.argv.slice(2));
