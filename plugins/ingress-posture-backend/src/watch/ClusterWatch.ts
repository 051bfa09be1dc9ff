import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import type { Worker } from 'node:worker_threads';
import { Backoff, BackoffTimes } from '../backoff/Backoff';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import { LeaseLostError } from '../leases/Leases';
import type { ClusterReport } from './clusterReport';
import type { Answers, Question } from './question';
import { THREAD_ENDED } from './notNow';
import { startWorker } from './startWorker';
import { ThreadLink } from './ThreadLink';
import type { ToMainThread } from './threads';

/** Keeps what is known of clusters. */
export interface ReportStore {
  /** Nothing follows the cluster right now. */
  stopped(cluster: ClusterConfig, message: string): Promise<void>;
  /** Takes over a report. Throws {@link LeaseLostError} when it is no longer ours to follow. */
  apply(cluster: ClusterConfig, report: ClusterReport): Promise<void>;
}

/** Answers what sources ask from their threads. */
export type SourceHelp = (
  type: string,
  question: JsonValue,
) => Promise<JsonValue>;

interface ClusterWatchOptions {
  readonly cluster: ClusterConfig;
  readonly store: ReportStore;
  readonly logger: LoggerService;
  readonly help: SourceHelp;
  readonly retry?: BackoffTimes;
}

/** Keeps a worker thread for one cluster running, and its reports stored. */
export class ClusterWatch {
  readonly #options: ClusterWatchOptions;
  readonly #backoff: Backoff;
  readonly #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #worker: Worker | undefined;
  #link: ThreadLink<ToMainThread> | undefined;

  constructor(options: ClusterWatchOptions) {
    this.#options = options;
    this.#backoff = new Backoff(
      options.retry ?? { first: 1_000, longest: 60_000 },
    );
  }

  /** Starts the thread; it is started again whenever it ends. */
  start(): void {
    this.#ended = this.#keepRunning();
  }

  /** Ends the thread for good. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#worker?.terminate();
    await this.#ended;
  }

  /** Asks the thread; fails with what to do when none runs here. */
  async ask<K extends Question['kind']>(
    question: Extract<Question, { kind: K }>,
  ): Promise<Answers[K]> {
    if (!this.#link) {
      throw new ServiceUnavailableError(
        `This backend does not follow cluster ${
          this.#options.cluster.name
        } right now; ask again in a moment`,
      );
    }
    return (await this.#link.ask(question)) as Answers[K];
  }

  async #keepRunning(): Promise<void> {
    const { cluster, logger, store } = this.#options;
    while (!this.#stop.signal.aborted) {
      const problem = await this.#runWorker();
      if (this.#stop.signal.aborted) {
        return;
      }
      logger.error(`Stopped following cluster ${cluster.name}: ${problem}`);
      await store
        .stopped(
          cluster,
          `${problem.replace(/[.!]?$/, '.')} It is tried again.`,
        )
        .catch(error => logger.error('Cannot store why', error));
      await this.#backoff.wait(this.#stop.signal);
    }
  }

  /** Runs one thread to its end; answers with why it ended. */
  async #runWorker(): Promise<string> {
    const { cluster, help } = this.#options;
    const worker = startWorker({
      cluster: cluster.name,
      source: cluster.source,
    });
    this.#worker = worker;
    const link = new ThreadLink<ToMainThread>(worker, asked =>
      asked.kind === 'report'
        ? this.#take(asked.report)
        : help(cluster.source.type, asked.question),
    );
    this.#link = link;
    return new Promise(resolve => {
      let problem: string | undefined;
      worker.on('error', (error: Error) => {
        problem = error.message;
      });
      worker.on('exit', code => {
        this.#link = undefined;
        link.end(THREAD_ENDED);
        resolve(problem ?? `Its thread ended with exit code ${code}`);
      });
    });
  }

  /** Stores a report however long that takes: the thread gathers what happens meanwhile. */
  async #take(report: ClusterReport): Promise<void> {
    const { cluster, logger, store } = this.#options;
    const backoff = new Backoff({ first: 500, longest: 5_000 });
    while (!this.#stop.signal.aborted) {
      try {
        await store.apply(cluster, report);
        this.#backoff.reset();
        return;
      } catch (error) {
        if (error instanceof LeaseLostError) {
          // Whoever lost it will hear of it, too, and stops this watch.
          this.#stop.abort();
          void this.#worker?.terminate();
          return;
        }
        logger.warn(
          `What was read of cluster ${cluster.name} could not be stored, and is tried again: ${error}`,
        );
        await backoff.wait(this.#stop.signal);
      }
    }
  }
}
