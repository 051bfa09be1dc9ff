import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

// Long enough to get on, short enough that events are taken in time.
const SLICE_MS = 10;

/** Lets long work pause now and then, so that whatever else is due gets its turn. */
export class Breather {
  #since = performance.now();

  /** Whether it is time for a pause. */
  get isDue(): boolean {
    return performance.now() - this.#since >= SLICE_MS;
  }

  /** Pauses when it is time. */
  async breathe(): Promise<void> {
    if (!this.isDue) return;
    await setImmediate();
    this.#since = performance.now();
  }
}
