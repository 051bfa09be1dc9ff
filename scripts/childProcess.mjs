import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logs } from './paths.mjs';

const running = new Set();

/**
 * A process of ours with everything that it starts in turn: one process group, one log file.
 * Ctrl-C in a terminal does not reach the group by itself; `stop` or `stopAllOnSignal` ends it.
 */
export function startProcess({ name, command, args, cwd, env }) {
  mkdirSync(logs, { recursive: true });
  const log = path.join(logs, `${name}.log`);
  const output = openSync(log, 'w');
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let stopped = false;
  const started = {
    log,
    /** Exit code or signal, once it ended by itself. */
    ended: undefined,
    /** Resolves with the same. Never when it was stopped: then nobody waits any more. */
    exited: new Promise(resolve => {
      const end = how => {
        if (stopped) return;
        started.ended = how;
        resolve(how);
      };
      child.on('error', () => end(127));
      child.on('exit', (code, signal) => end(code ?? signal));
    }),
    stop: async () => {
      stopped = true;
      running.delete(started);
      await endGroup(child.pid);
    },
  };
  running.add(started);
  return started;
}

/** Ends every process that was started here and is still running. */
export async function stopAll() {
  await Promise.all([...running].map(process => process.stop()));
}

/** On Ctrl-C, a polite kill or a closed terminal: ends every process of ours, then this one. */
export function stopAllOnSignal() {
  let stopping = false;
  const stopWith = async code => {
    if (stopping) return;
    stopping = true;
    await stopAll();
    process.exit(code);
  };
  process.on('SIGINT', () => stopWith(130));
  process.on('SIGTERM', () => stopWith(143));
  process.on('SIGHUP', () => stopWith(129));
  if (process.env.npm_lifecycle_event) onOrphaned(() => stopWith(143));
}

/** A signal to npm alone ends npm and its shell, and never reaches what the shell runs. */
function onOrphaned(act) {
  const parent = process.ppid;
  const check = () => process.ppid !== parent && act();
  setInterval(check, 500).unref();
}

async function endGroup(leader, patience = 10_000) {
  const deadline = Date.now() + patience;
  signalGroup(leader, 'SIGTERM');
  while (signalGroup(leader, 0) && Date.now() < deadline) await sleep(50);
  signalGroup(leader, 'SIGKILL');
  while (signalGroup(leader, 0)) await sleep(50);
}

/** False when no process of the group is left. */
function signalGroup(leader, signal) {
  if (leader === undefined) return false;
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}
