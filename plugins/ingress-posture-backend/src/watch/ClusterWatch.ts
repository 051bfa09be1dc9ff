import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Worker } from 'node:worker_threads';
import { Backoff, BackoffTimes } from '../backoff/Backoff';
import type { ClusterConfig } from '../clusters/readClusters';
import type { ClusterReport } from './clusterReport';
import type { Answers, Question } from './question';
import { isReply, QuestionDesk } from './QuestionDesk';
import { startWorker } from './startWorker';

/** Keeps what is known of clusters. */
export interface ReportStore {
  /** Nothing follows the cluster right now. */
  stopped(cluster: ClusterConfig, message: string): Promise<void>;
  /** Takes over a report. */
  apply(cluster: ClusterConfig, report: ClusterReport): Promise<void>;
}

interface ClusterWatchOptions {
  readonly cluster: ClusterConfig;
  readonly store: ReportStore;
  readonly logger: LoggerService;
  readonly retry?: BackoffTimes;
}

/** Keeps a worker thread for one cluster running, and its reports stored. */
export class ClusterWatch {
  readonly #options: ClusterWatchOptions;
  readonly #backoff: Backoff;
  readonly #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #worker: Worker | undefined;
  #desk: QuestionDesk | undefined;

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
    if (!this.#desk) {
      throw new ServiceUnavailableError(
        `This backend does not follow cluster ${
          this.#options.cluster.name
        } right now; ask again in a moment`,
      );
    }
    return this.#desk.ask(question);
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
      await this.#backoff.wait(this.#stop.signal).catch(() => undefined);
    }
  }

  /** Runs one thread to its end; answers with why it ended. */
  async #runWorker(): Promise<string> {
    const { cluster } = this.#options;
    const worker = startWorker({
      cluster: cluster.name,
      source: cluster.source,
    });
    this.#worker = worker;
    this.#desk = new QuestionDesk(worker);
    return new Promise(resolve => {
      let problem: string | undefined;
      worker.on('message', (message: unknown) => {
        if (isReply(message)) return;
        this.#take(worker, message as ClusterReport).catch(error => {
          // A thread started anew reports everything again.
          problem = `What was read could not be stored: ${error.message}`;
          worker.terminate();
        });
      });
      worker.on('error', (error: Error) => {
        problem = error.message;
      });
      worker.on('exit', code => {
        this.#desk = undefined;
        resolve(problem ?? `Its thread ended with exit code ${code}`);
      });
    });
  }

  async #take(worker: Worker, report: ClusterReport): Promise<void> {
    await this.#options.store.apply(this.#options.cluster, report);
    this.#backoff.reset();
    worker.postMessage('taken');
  }
}
