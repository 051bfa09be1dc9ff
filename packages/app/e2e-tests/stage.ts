import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  eventually,
  type Portal,
  type PortalOptions,
  startPortal,
} from '@ingress-posture/conformance';
import { type Page } from 'playwright-core';
import { expected } from './expected';
import { launchBrowser } from './launchBrowser';

const root = path.resolve(__dirname, '../../..');
const pictures = path.join(root, 'test-results');
// The catalog reads its files one after the other, and an entity that is not there yet is no page.
const lastEntity = expected.services[expected.services.length - 1].entityRef;
const fleet = path.join(root, 'examples/clusters/fleet');

/** What every browser test plays on: a portal over a copy of the demo, and a browser. */
export interface Stage {
  readonly portal: Portal;
  /** The copy of the demo cluster: tests may change its files. The fleet's is not copied. */
  readonly demo: string;
  /** Opens a page of the portal. */
  open(address: string): Promise<Page>;
  /** Keeps a picture of the whole page, for people. */
  picture(page: Page, name: string): Promise<void>;
  /** What pages wrote to the console as an error, or threw, since the stage was set. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Which portal: another name for its log, other settings. */
export type StageOptions = Partial<Pick<PortalOptions, 'name' | 'settings'>>;

/**
 * Starts portal and browser, over both demo clusters. Cluster `gone` is configured, but its folder does
 * not exist.
 */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const home = mkdtempSync(path.join(tmpdir(), 'ingress-posture-browser-'));
  const demo = path.join(home, 'demo');
  cpSync(path.join(root, 'examples/clusters/demo'), demo, { recursive: true });
  mkdirSync(pictures, { recursive: true });
  const browser = await launchBrowser(path.join(home, 'browser'));
  const errors: string[] = [];
  browser.on('page', page => recordErrors(page, errors));
  const portal = await startPortal({
    name: 'browser-portal',
    ...options,
    clusters: [
      { name: 'demo', source: { type: 'manifests', path: demo } },
      { name: 'fleet', source: { type: 'manifests', path: fleet } },
      { name: 'gone', source: { type: 'manifests', path: `${home}/gone` } },
    ],
  });
  await eventually(
    'what is in both clusters',
    () => portal.api.listClusters(),
    ({ items }) => items.filter(({ state }) => state === 'synced').length === 2,
  );
  await eventually(
    "the demo's entities in the catalog",
    () => portal.api.getEntityPostures(lastEntity).catch(() => undefined),
    answer => answer !== undefined && answer.services.length > 0,
  );
  return {
    portal,
    demo,
    errors,
    open: async address => {
      const page = await browser.newPage();
      await page.goto(
        address === 'about:blank' ? address : portal.url + address,
      );
      return page;
    },
    picture: async (page, name) => {
      const file = path.join(pictures, `${name}.png`);
      await page.screenshot({ path: file, fullPage: true });
    },
    close: async () => {
      await browser.close();
      await portal.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function recordErrors(page: Page, errors: string[]): void {
  page.on('pageerror', error => errors.push(`${page.url()}: ${error.message}`));
  page.on('console', message => {
    if (message.type() === 'error')
      errors.push(`${page.url()}: ${message.text()}`);
  });
}
