import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertPortFree } from './port.mjs';
import { buildApp } from './appBuild.mjs';
import { startProcess } from './childProcess.mjs';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';
import { lastLines } from './lastLines.mjs';

const patience = { answer: 180_000, clusters: 20_000 };

/**
 * The portal as one process on one port: the backend, which serves the built app too.
 * Any `APP_CONFIG_…` variable of the caller reaches it. Resolves when pages and postures are served.
 */
export async function startPortal(chosen, port) {
  const url = `http://localhost:${port}`;
  await assertPortFree(port);
  await buildApp(chosen);
  const backend = startProcess({
    name: process.env.PORTAL_NAME ?? 'portal',
    ...backendCommand(chosen),
    cwd: path.join(root, 'packages/backend'),
    env: { ...settings(url, port), ...chosen.env, NODE_ENV: 'development' },
  });
  const portal = { ...backend, url, story: () => lastLines(backend.log) };
  await answers(backend, portal);
  return portal;
}

/**
 * What `backstage-cli package start` runs (cli-module-build lib/runner/runBackend.ts), without its watcher:
 * a portal that somebody looks at, or a test, is not to restart because a source changes.
 */
function backendCommand({ node }) {
  const { resolve } = createRequire(path.join(root, 'package.json'));
  const transform = resolve('@backstage/cli-node/config/nodeTransform.cjs');
  return {
    command: node,
    args: ['--enable-source-maps', '--require', transform, 'src/index.ts'],
  };
}

function settings(url, port) {
  return {
    APP_CONFIG_app_baseUrl: url,
    APP_CONFIG_backend_baseUrl: url,
    APP_CONFIG_backend_listen_port: String(port),
    // Guests may look at everything, so only this machine is served unless the caller says otherwise.
    APP_CONFIG_backend_listen_host: '127.0.0.1',
  };
}

async function answers(backend, portal) {
  const since = Date.now();
  while (!(await isServing(portal.url, Date.now() - since))) {
    if (backend.ended !== undefined)
      throw new Failure(`The backend did not start. ${portal.story()}`);
    if (Date.now() - since > patience.answer)
      throw new Failure(
        `The portal did not answer within ${
          patience.answer / 1000
        } s. ${portal.story()}`,
      );
    await sleep(250);
  }
}

async function isServing(url, waited) {
  try {
    const page = await fetch(url);
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`);
    return page.ok && ready.ok && (await clustersAreRead(url, waited));
  } catch {
    return false; // Nothing listens there yet.
  }
}

/** A cluster that cannot be reached must not keep the portal from saying so on its pages. */
async function clustersAreRead(url, waited) {
  const guest = await fetch(`${url}/api/auth/guest/refresh`);
  if (!guest.ok) return false;
  const { backstageIdentity } = await guest.json();
  const answer = await fetch(`${url}/api/ingress-posture/clusters`, {
    headers: { authorization: `Bearer ${backstageIdentity.token}` },
  });
  if (!answer.ok) return false;
  const { items } = await answer.json();
  return (
    waited > patience.clusters ||
    items.every(cluster => cluster.state !== 'starting')
  );
}
