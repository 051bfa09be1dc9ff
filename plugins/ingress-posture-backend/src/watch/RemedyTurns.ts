import { performance } from 'node:perf_hooks';

/** How long nothing has to happen before remedies have their turn; in milliseconds. */
export const CALM_MS = 250;
/** How long they wait for that; in milliseconds. */
export const LONGEST_WAIT_MS = 1_500;
/** How long a turn lasts that no calm has come for, and changes wait; in milliseconds. */
export const TURN_MS = 150;

/**
 * When remedies are worked out. A change puts aside what has been begun, and much of that is lost: so
 * they wait until nothing happens; not for ever, or a busy cluster would have none.
 */
export class RemedyTurns {
  #change = new AbortController();
  #waitingSince: number | undefined;

  /** From now on, a change is one that has not been seen to. */
  begin(): void {
    this.#change = new AbortController();
  }

  /** Something has changed: that comes first. */
  changed(): void {
    this.#change.abort();
  }

  /** Waits for the next turn; answers with what says whether it is over. */
  async next(): Promise<() => boolean> {
    const { signal } = this.#change;
    this.#waitingSince ??= performance.now();
    await calm(signal);
    const waited = performance.now() - this.#waitingSince;
    if (signal.aborted && waited < LONGEST_WAIT_MS) return () => true;
    this.#waitingSince = undefined;
    const end = performance.now() + (signal.aborted ? TURN_MS : 0);
    return () => signal.aborted && performance.now() >= end;
  }
}

/** Resolves when nothing has happened for a while, or as soon as something does. */
async function calm(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, CALM_MS);
    const wake = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', wake, { once: true });
  });
}
