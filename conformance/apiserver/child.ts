import { spawn, SpawnOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A process that a suite started; its output is in `log`. */
export interface Child {
  readonly log: string;
  /** Set once it has ended. */
  readonly ended: () => boolean;
  /** Ends it and waits until it is gone, so that its port is free again. */
  readonly stop: () => Promise<void>;
  /** Ends it without a chance to tidy up, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Such as SIGSTOP and SIGCONT. */
  readonly signal: (name: NodeJS.Signals) => void;
  readonly pid: number;
  /** How its output ends, for messages. */
  readonly lastWords: () => string;
}

/** Starts a program whose output goes to a file, after what is in there. */
export function startChild(
  command: string,
  args: readonly string[],
  log: string,
  options: Pick<SpawnOptions, 'env' | 'cwd' | 'uid' | 'gid'> = {},
): Child {
  const output = openSync(log, 'a');
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', output, output],
  });
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
    pid: child.pid ?? 0,
    signal: name => child.kill(name),
    kill: async () => {
      kill();
      await gone;
      process.off('exit', kill);
    },
    stop: async () => {
      child.kill('SIGTERM');
      const impatience = setTimeout(kill, 15_000);
      await gone;
      clearTimeout(impatience);
      process.off('exit', kill);
    },
  };
}
