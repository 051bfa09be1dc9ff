import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Child, startChild } from '../apiserver/child';
import { freePort } from '../apiserver/freePort';
import { eventually } from '../portal/eventually';

/** A PostgreSQL server of our own, over an empty folder. */
export interface Postgres {
  /** Connection string. */
  readonly url: string;
  /** `backend.database` of the backends that share it. */
  readonly database: object;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Starts it again over the same data. */
  start(): Promise<void>;
  /** Ends it, and removes its folder. */
  stop(): Promise<void>;
}

/** Starts a server on a free port. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ingress-posture-postgres-'));
  const owner = unprivileged();
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? 0);
  const data = path.join(folder, 'data');
  execFileSync(
    'initdb',
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...owner, stdio: 'ignore' },
  );
  const port = await freePort();
  let child: Child;
  const start = async () => {
    child = startChild(
      'postgres',
      [
        ...['-D', data, '-p', String(port), '-h', '127.0.0.1'],
        ...['-k', folder, '-F', '-c', 'max_connections=200'],
      ],
      path.join(tmpdir(), `${path.basename(folder)}.log`),
      owner,
    );
    await eventually('PostgreSQL', async () => isReady(port), Boolean, 30_000);
  };
  await start();
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    database: {
      client: 'pg',
      connection: { host: '127.0.0.1', port, user: 'postgres' },
    },
    start,
    kill: () => child.kill(),
    stop: async () => {
      await child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isReady(port: number): boolean {
  try {
    execFileSync('pg_isready', ['-h', '127.0.0.1', '-p', String(port)]);
    return true;
  } catch {
    return false;
  }
}

// PostgreSQL refuses to run as root.
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
