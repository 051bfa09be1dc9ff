/**
 * The thread that follows one cluster. An entry of its own, so that it can be started from TypeScript
 * in development and from the built files in production. Whatever fails here ends the thread: the main
 * thread hears of it and starts another one.
 */
import type { JsonValue } from '@backstage/types';
import { parentPort, workerData } from 'node:worker_threads';
import { createSource } from './clusters/createSource';
import { ClusterAnalysis } from './watch/ClusterAnalysis';
import { Port, ThreadLink } from './watch/ThreadLink';
import type { ToMainThread, ToWorker, WorkerInput } from './watch/threads';

async function run({ cluster, source }: WorkerInput, port: Port) {
  const analysis: ClusterAnalysis = new ClusterAnalysis({
    cluster,
    publish: async report => {
      await ask({ kind: 'report', report });
    },
  });
  const main = new ThreadLink<ToWorker>(port, question =>
    analysis.answer(question),
  );
  async function ask(asked: ToMainThread) {
    return main.ask(asked);
  }
  const input = {
    cluster,
    ask: async (question: JsonValue) =>
      (await ask({ kind: 'help', question })) as JsonValue,
  };
  const made = await createSource(source, input);
  await made.start(analysis, new AbortController().signal);
}

run(workerData as WorkerInput, parentPort!);
