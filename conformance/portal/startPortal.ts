import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import {
  IngressPostureApi,
  IngressPostureClient,
} from '@ingress-posture/plugin-ingress-posture-common';
import { freePort } from '../apiserver/freePort';

const start = path.resolve(__dirname, '../../scripts/start.mjs');

/** One entry of `ingressPosture.clusters` in the configuration. */
export interface ConfiguredCluster {
  readonly name: string;
  readonly source: Readonly<Record<string, string>>;
}

/** A portal, started by what `npm start` starts. */
export interface Portal {
  readonly url: string;
  /** Its HTTP API, asked as a guest. */
  readonly api: IngressPostureApi;
  /** Ends it as Ctrl-C does, and waits for it. */
  readonly stop: () => Promise<void>;
}

/** How a suite's portal differs from the demo. */
export interface PortalOptions {
  /** Names the portal's log file. */
  readonly name: string;
  readonly clusters: readonly ConfiguredCluster[];
  readonly settings?: Readonly<Record<string, string>>;
}

/** Starts a portal on a free port and resolves once its pages and postures are served. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const child = spawn(process.execPath, [start], {
    env: {
      ...process.env,
      PORT: String(await freePort()),
      PORTAL_NAME: options.name,
      // A database of its own, which is gone with it.
      APP_CONFIG_backend_database_connection: ':memory:',
      APP_CONFIG_ingressPosture_clusters: JSON.stringify(options.clusters),
      ...options.settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>(resolve =>
    child.once('exit', resolve),
  );
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
  };
  process.once('exit', () => child.kill('SIGINT'));
  const url = await Promise.race([urlOf(child.stdout), ended.then(refuse)]);
  return { url, api: apiOf(url), stop };
}

/** `npm start` prints one line, and it ends with the address. */
async function urlOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const url = /https?:\/\/\S+$/.exec(line)?.[0];
    if (url) return url;
  }
  throw new Error('The portal printed no address');
}

function refuse(code: number | null): never {
  throw new Error(`The portal ended with ${code} before it was ready`);
}

function apiOf(url: string): IngressPostureApi {
  return new IngressPostureClient({
    discoveryApi: { getBaseUrl: async plugin => `${url}/api/${plugin}` },
    fetchApi: {
      fetch: async (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${await guestToken(url)}`);
        return fetch(input, { ...init, headers });
      },
    },
  });
}

async function guestToken(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/guest/refresh`);
  const { backstageIdentity } = (await answer.json()) as {
    backstageIdentity: { token: string };
  };
  return backstageIdentity.token;
}
