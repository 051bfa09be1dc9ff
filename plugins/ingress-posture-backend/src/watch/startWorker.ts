import { Worker } from 'node:worker_threads';
import type { WorkerInput } from './threads';

// By its name, because in the built package the worker is another file in another place.
const entry = require.resolve(
  '@ingress-posture/plugin-ingress-posture-backend/worker',
);

/** Starts the thread that follows a cluster. */
export function startWorker(input: WorkerInput): Worker {
  return new Worker(entry, {
    name: `ingress-posture ${input.cluster}`,
    workerData: input,
    execArgv: entry.endsWith('.ts') ? transformTypeScript() : undefined,
  });
}

// Backstage's own way of running TypeScript; only there in a checkout.
function transformTypeScript(): string[] {
  return [
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
  ];
}
