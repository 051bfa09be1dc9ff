/**
 * Figures, not a test: the pages over a cluster of so many Services with ten pods each, in a real browser,
 * beside the catalog's own entity page. Run with `npm run bench:pages -- [SERVICES]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually, startPortal } from '@ingress-posture/conformance';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- a bench is part of no package
import {
  kubeconfig,
  serveFleet,
} from '../../../plugins/ingress-posture-backend/bench/serveFleet';
import { launchBrowser } from '../e2e-tests/launchBrowser';
import { answerSizes } from './answerSizes';
import { bundleSizes } from './bundleSizes';
import { contentTimes } from './contentTimes';
import { scrollTimes } from './scrollTimes';

const services = Number(process.argv[2] ?? 10_000);
const demoEntity = 'component:default/handbook';
const patience = 10 * 60_000;

async function main() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ingress-posture-pages-'));
  const demo = path.resolve(__dirname, '../../../examples/clusters/demo');
  const fleet = await serveFleet(services);
  const portal = await startPortal({
    name: 'bench-portal',
    clusters: [
      { name: 'demo', source: { type: 'manifests', path: demo } },
      {
        name: 'bench',
        source: {
          type: 'kubeconfig',
          path: kubeconfig(folder, fleet.port),
        },
      },
    ],
  });
  const browser = await launchBrowser(path.join(folder, 'browser'));
  try {
    await eventually(
      `${services} postures`,
      () => portal.api.listServices({ cluster: 'bench', limit: 1 }),
      ({ total }) => total >= services * 0.9,
      patience,
    );
    await eventually(
      'the demo in the catalog',
      () => portal.api.getEntityPostures(demoEntity).catch(() => undefined),
      answer => answer !== undefined,
    );
    process.stdout.write(`${services} Services, ${services * 10} Pods\n`);
    await contentTimes(browser, portal.url);
    await scrollTimes(browser, portal.url);
    await answerSizes(portal.api);
    await bundleSizes();
  } finally {
    await browser.close();
    await portal.stop();
    fleet.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
