/**
 * The thread that follows one cluster. An entry of its own, so that it can be started from TypeScript
 * in development and from the built files in production. Whatever fails here ends the thread: the main
 * thread hears of it and starts another one.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createSource } from './clusters/createSource';
import { ClusterAnalysis } from './watch/ClusterAnalysis';
import type { ClusterReport, WorkerInput } from './watch/clusterReport';

async function run({ cluster, source }: WorkerInput): Promise<void> {
  const analysis = new ClusterAnalysis({ cluster, publish });
  await createSource(source).start(analysis, new AbortController().signal);
}

/** Hands a report over and waits until the main thread has taken it. */
function publish(report: ClusterReport): Promise<void> {
  return new Promise(resolve => {
    parentPort?.once('message', () => resolve());
    parentPort?.postMessage(report);
  });
}

run(workerData as WorkerInput);
