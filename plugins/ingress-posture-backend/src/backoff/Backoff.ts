import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds. */
export interface BackoffTimes {
  readonly first: number;
  readonly longest: number;
}

/** Waits longer after each failure in a row, at random, so that clients do not come back all at once. */
export class Backoff {
  readonly #times: BackoffTimes;
  #failures = 0;

  constructor(times: BackoffTimes) {
    this.#times = times;
  }

  /** The next wait: between half of the time that is due and all of it. */
  next(): number {
    const { first, longest } = this.#times;
    const due = Math.min(longest, first * 2 ** this.#failures);
    this.#failures += 1;
    return due * (0.5 + Math.random() / 2);
  }

  /** Waits, at least for as long as was asked for; ends when `signal` is aborted. */
  async wait(signal: AbortSignal, atLeast: number = 0): Promise<void> {
    const due = Math.max(this.next(), atLeast);
    await sleep(due, undefined, { signal }).catch(() => undefined);
  }

  /** To call after a success. */
  reset(): void {
    this.#failures = 0;
  }
}
