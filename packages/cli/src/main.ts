import { run } from './run';
import { processTerminal } from './output/terminal';

// The code is set, not exited with: a pipe may still have to take what was written.
run(process.argv.slice(2), processTerminal(process)).then(code => {
  process.exitCode = code;
});
