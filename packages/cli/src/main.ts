import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { help } from './analysis/help';
import { processTerminal } from './output/terminal';
import { run } from './run';
import { exitCodes } from './usage/exitCodes';

if (isMainThread) {
  // What ends without an answer has failed: a promise that is never kept holds no process.
  process.exitCode = exitCodes.fault;
  // The code is set, not exited with: a pipe may still have to take what was written.
  run(process.argv.slice(2), processTerminal(process)).then(code => {
    process.exitCode = code;
  });
} else {
  help(workerData).then(shares => parentPort?.postMessage(shares));
}
