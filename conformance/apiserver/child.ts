import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A process that a suite started; its output is in `log`. */
export interface Child {
  readonly log: string;
  /** Set once it has ended. */
  readonly ended: () => boolean;
  /** Ends it and waits until it is gone, so that its port is free again. */
  readonly stop: () => Promise<void>;
  /** How its output ends, for messages. */
  readonly lastWords: () => string;
}

/** Starts a program whose output goes to a file. */
export function startChild(
  command: string,
  args: readonly string[],
  log: string,
): Child {
  const output = openSync(log, 'w');
  const child = spawn(command, args, { stdio: ['ignore', output, output] });
  closeSync(output);
  const gone = new Promise<void>(resolve => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  let ended = false;
  void gone.then(() => {
    ended = true;
  });
  // A suite that ends early must not leave its servers behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    log,
    ended: () => ended,
    lastWords: () =>
      readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n'),
    stop: async () => {
      child.kill('SIGTERM');
      const impatience = setTimeout(kill, 15_000);
      await gone;
      clearTimeout(impatience);
      process.off('exit', kill);
    },
  };
}
