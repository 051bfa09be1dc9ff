import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** An API server of recorded objects, in processes of its own. */
export interface ServedFleet {
  readonly port: number;
  /** Paths of all lists. */
  readonly paths: readonly string[];
  stop(): void;
}

/** Serves so many Services with ten pods each. */
export async function serveFleet(services: number): Promise<ServedFleet> {
  const root = path.resolve(__dirname, '../../..');
  // TypeScript, run as this process is.
  const start = (entry: string, ...args: string[]) =>
    spawn(process.execPath, [...process.execArgv, entry, ...args], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  const recording = start('packages/engine/bench/record.ts', String(services));
  const server = start(
    'plugins/ingress-posture-backend/bench/recordedCluster.ts',
  );
  recording.stdout.pipe(server.stdin);
  for await (const line of createInterface(server.stdout)) {
    return { ...JSON.parse(line), stop: () => server.kill() };
  }
  throw new Error('The server of recorded objects did not start');
}

/** Writes a kubeconfig that leads to it, and returns its path. */
export function kubeconfig(folder: string, port: number): string {
  const file = path.join(folder, 'kubeconfig');
  const server = `http://127.0.0.1:${port}`;
  writeFileSync(
    file,
    JSON.stringify({
      clusters: [
        { name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } },
      ],
      users: [{ name: 'u', user: { token: 'bench' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
  );
  return file;
}
