/**
 * The thread that follows one cluster. An entry of its own, so that it can be started from TypeScript
 * in development and from the built files in production. Whatever fails here ends the thread: the main
 * thread hears of it and starts another one.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createSource } from './clusters/createSource';
import { ClusterAnalysis } from './watch/ClusterAnalysis';
import type { ClusterReport, WorkerInput } from './watch/clusterReport';
import type { AskedQuestion, Reply } from './watch/QuestionDesk';

async function run({ cluster, source }: WorkerInput): Promise<void> {
  const analysis = new ClusterAnalysis({ cluster, publish });
  parentPort?.on('message', (message: 'taken' | AskedQuestion) => {
    if (message !== 'taken') {
      parentPort?.postMessage(reply(analysis, message));
    }
  });
  await createSource(source).start(analysis, new AbortController().signal);
}

function reply(
  analysis: ClusterAnalysis,
  { id, question }: AskedQuestion,
): Reply {
  try {
    return { replyTo: id, answer: analysis.answer(question) };
  } catch (error) {
    return { replyTo: id, problem: (error as Error).message };
  }
}

/** Hands a report over and waits until the main thread has taken it. */
function publish(report: ClusterReport): Promise<void> {
  return new Promise(resolve => {
    const taken = (message: unknown) => {
      if (message !== 'taken') return;
      parentPort?.off('message', taken);
      resolve();
    };
    parentPort?.on('message', taken);
    parentPort?.postMessage(report);
  });
}

run(workerData as WorkerInput);
