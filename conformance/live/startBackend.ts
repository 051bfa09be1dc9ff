import {
  IngressPostureApi,
  IngressPostureClient,
} from '@ingress-posture/plugin-ingress-posture-common';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Child, startChild } from '../apiserver/child';
import { freePort } from '../apiserver/freePort';
import { eventually } from '../portal/eventually';

const root = path.resolve(__dirname, '../..');
const logs = path.join(root, '.cache/logs');
const token = 'token-of-the-live-suite';

/** One backend process: a replica, when others use its database. */
export interface Backend {
  readonly url: string;
  /** What a caller that sees everything puts into `Authorization`. */
  readonly token: string;
  readonly api: IngressPostureApi;
  readonly child: Child;
  /** Open sockets of the process. */
  sockets(): number;
  /** Resident memory in MB. */
  memory(): number;
  log(): string;
}

/** What differs between backends of a suite. */
export interface BackendOptions {
  readonly name: string;
  readonly clusters: readonly object[];
  /** `backend.database`; one in memory otherwise. */
  readonly database?: object;
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration of Backstage's Kubernetes plugin, which is then there as well. */
  readonly kubernetes?: object;
}

/** Starts a backend and resolves once it answers. */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(logs, { recursive: true });
  const config = path.join(logs, `${options.name}.yaml`);
  writeFileSync(config, JSON.stringify(configOf(options, url, port)));
  const log = path.join(logs, `${options.name}.log`);
  writeFileSync(log, '');
  const child = startChild(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      path.join(__dirname, 'backend.ts'),
      ...['--config', config],
    ],
    log,
    {
      cwd: root,
      env: {
        ...environment(),
        NODE_ENV: 'development',
        ...(options.kubernetes && { KUBERNETES_PLUGIN: 'yes' }),
        ...options.env,
      },
    },
  );
  const backend = describeBackend(child, url, log);
  await eventually(
    `The backend ${options.name}`,
    () => isReady(backend, url),
    ready => ready,
    120_000,
  );
  return backend;
}

// The loader of the suite's own TypeScript is not the backend's.
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return env;
}

function configOf(options: BackendOptions, url: string, port: number) {
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: options.database ?? {
        client: 'better-sqlite3',
        connection: ':memory:',
      },
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'live-suite' } },
        ],
      },
    },
    ...(options.kubernetes && { kubernetes: options.kubernetes }),
    ingressPosture: { clusters: options.clusters },
  };
}

async function isReady(backend: Backend, url: string): Promise<boolean> {
  if (backend.child.ended()) {
    throw new Error(`The backend ended:\n${backend.child.lastWords()}`);
  }
  try {
    return (await fetch(`${url}/.backstage/health/v1/readiness`)).ok;
  } catch {
    return false; // Nothing listens there yet.
  }
}

function apiOf(url: string): IngressPostureApi {
  return new IngressPostureClient({
    discoveryApi: { getBaseUrl: async plugin => `${url}/api/${plugin}` },
    fetchApi: {
      fetch: async (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${token}`);
        return fetch(input, { ...init, headers });
      },
    },
  });
}

function describeBackend(child: Child, url: string, log: string): Backend {
  return {
    url,
    token,
    api: apiOf(url),
    child,
    log: () => readFileSync(log, 'utf8'),
    memory: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
    },
    sockets: () =>
      readdirSync(`/proc/${child.pid}/fd`).filter(fd => isSocket(child.pid, fd))
        .length,
  };
}

function isSocket(pid: number, fd: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('socket:');
  } catch {
    return false; // Closed while we looked.
  }
}
