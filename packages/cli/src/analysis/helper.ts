import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Sources } from '../commands/loadState';
import { findManifestFiles } from '../manifests/findManifestFiles';
import { STDIN } from '../manifests/readManifests';
import type { Terminal } from '../output/terminal';
import type { Detail } from './posturesOf';
import { type Counter, newCounter, type Shares } from './shares';

/** What a second thread is given: it reads the same, and takes shares of the same Services. */
export interface Task {
  readonly sources: Sources;
  /** What was read of standard input, which can be read only once. */
  readonly input: string;
  readonly detail: Detail;
  readonly counter: Counter;
}

/** A second thread at work. */
export interface Helper {
  readonly counter: Counter;
  /** What it has worked out, once there is nothing left to take; nothing where it failed. */
  readonly shares: () => Promise<Shares>;
}

/** Bytes of manifests: less than this is done before a second thread has read them, too. */
const worthwhile = 4 * 2 ** 20;

/**
 * A second thread for the remedies of large manifests, which take several times as long as all the rest: on two
 * cores, half of that. Undefined where it would not be worth it, or could not read the same.
 */
export async function helperFor(
  sources: Sources,
  detail: Detail,
  { program, stdin }: Pick<Terminal, 'program' | 'stdin'>,
): Promise<Helper | undefined> {
  if (program === undefined || availableParallelism() < 2) return undefined;
  if (detail !== 'remedies') return undefined;
  const input = sources.files.includes(STDIN) ? await stdin() : '';
  const size = await sizeOf(sources.files);
  if (input.length + size < worthwhile) return undefined;
  const counter = newCounter();
  const task: Task = { sources, input, detail, counter };
  const worker = new Worker(program, { workerData: task });
  const shares = new Promise<Shares>(resolve => {
    worker.once('message', resolve);
    // Whatever it failed at, the first thread does itself, and tells if it fails, too.
    worker.once('error', () => resolve(new Map()));
    worker.once('exit', () => resolve(new Map()));
  });
  // Nobody waits for it whose own work fails, or is done.
  worker.unref();
  return {
    counter,
    shares: () => {
      worker.ref();
      return shares;
    },
  };
}

/** Bytes of files together; 0 where some of them is a pipe, which can be read only once, or cannot be read. */
async function sizeOf(sources: readonly string[]): Promise<number> {
  try {
    const named = sources.filter(one => one !== STDIN);
    const files = (await Promise.all(named.map(findManifestFiles))).flat();
    const all = await Promise.all(files.map(file => stat(file)));
    if (all.some(one => !one.isFile())) return 0;
    return all.reduce((sum, { size }) => sum + size, 0);
  } catch {
    return 0; // Who reads them says what is wrong.
  }
}
