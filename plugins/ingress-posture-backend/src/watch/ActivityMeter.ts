import type { ClusterActivity } from '@ingress-posture/plugin-ingress-posture-common';
import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** Measures how following a cluster goes. Lives in the worker thread. */
export class ActivityMeter {
  #events = 0;
  #since = performance.now();
  #oldest: number | undefined;
  #relists = 0;
  #analysisMs: number | null = null;
  #lagMs: number | null = null;

  /** An object was added, changed or deleted, or came as it was before. */
  event(): void {
    this.#events += 1;
  }

  /** Something has changed that is to be analyzed. */
  changed(): void {
    this.#oldest ??= performance.now();
  }

  relisted(): void {
    this.#relists += 1;
  }

  /** Starts measuring one analysis; to be told when it is done, and when its report was stored. */
  analysis() {
    const started = performance.now();
    const oldest = this.#oldest;
    this.#oldest = undefined;
    return {
      done: () => {
        this.#analysisMs = rounded(performance.now() - started);
      },
      stored: () => {
        if (oldest !== undefined) {
          this.#lagMs = rounded(performance.now() - oldest);
        }
      },
    };
  }

  /** What was measured since it was last read. */
  read(): ClusterActivity {
    const seconds = Math.max(1, (performance.now() - this.#since) / 1000);
    const eventsPerSecond = rounded(this.#events / seconds);
    this.#events = 0;
    this.#since = performance.now();
    return {
      eventsPerSecond,
      lagMs: this.#lagMs,
      analysisMs: this.#analysisMs,
      relists: this.#relists,
      heapBytes: getHeapStatistics().used_heap_size,
    };
  }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
