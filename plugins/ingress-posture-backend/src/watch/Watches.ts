import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterConfig } from '../clusters/ClusterConfig';
import { LeaseLostError, Leases } from '../leases/Leases';
import { ClusterWatch, ReportStore, SourceHelp } from './ClusterWatch';

/** Keeps what is known of clusters, and of how they are followed. */
export interface WatchStore extends ReportStore {
  /** The cluster is not read yet since the start: what is known of it is from before. */
  starting(cluster: ClusterConfig): Promise<void>;
}

interface WatchesOptions {
  readonly leases: Leases;
  readonly store: WatchStore;
  readonly logger: LoggerService;
  readonly help: SourceHelp;
}

interface Turn {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  watch: ClusterWatch | undefined;
}

/** Follows each cluster while this replica holds its lease. */
export class Watches {
  readonly #options: WatchesOptions;
  readonly #turns = new Map<string, Turn>();

  constructor(options: WatchesOptions) {
    this.#options = options;
  }

  /** Takes part in following these clusters, and in no others. */
  async keep(clusters: readonly ClusterConfig[]): Promise<void> {
    const wanted = new Set(clusters.map(({ name }) => name));
    const gone = [...this.#turns.keys()].filter(name => !wanted.has(name));
    await Promise.all(gone.map(name => this.#end(name)));
    for (const cluster of clusters) {
      if (!this.#turns.has(cluster.name)) this.#begin(cluster);
    }
  }

  /** Gives up all leases. */
  async stop(): Promise<void> {
    await Promise.all([...this.#turns.keys()].map(name => this.#end(name)));
  }

  /** Whether the cluster is one of those to follow, here or by another replica. */
  has(cluster: string): boolean {
    return this.#turns.has(cluster);
  }

  /** Names of the clusters that are followed in this process. */
  get followedHere(): readonly string[] {
    return [...this.#turns].flatMap(([name, { watch }]) =>
      watch ? [name] : [],
    );
  }

  /** What follows the cluster in this process, if anything does. */
  get(cluster: string): ClusterWatch | undefined {
    return this.#turns.get(cluster)?.watch;
  }

  #begin(cluster: ClusterConfig): void {
    const turn: Turn = {
      stop: new AbortController(),
      ended: Promise.resolve().then(() => this.#run(cluster, turn)),
      watch: undefined,
    };
    this.#turns.set(cluster.name, turn);
  }

  async #end(name: string): Promise<void> {
    const turn = this.#turns.get(name);
    this.#turns.delete(name);
    turn?.stop.abort();
    await turn?.ended;
  }

  /** Waits for the lease, follows for as long as it is held, and waits again. */
  async #run(cluster: ClusterConfig, turn: Turn): Promise<void> {
    const { leases, logger } = this.#options;
    const { signal } = turn.stop;
    while (!signal.aborted) {
      if (await this.#try(() => leases.take(cluster.name), false)) {
        await this.#follow(cluster, turn);
      } else {
        await pause(leases.times.renew, signal);
      }
    }
    await leases
      .release(cluster.name)
      .catch(error => logger.warn(`Cannot give a lease back: ${error}`));
  }

  async #follow(cluster: ClusterConfig, turn: Turn): Promise<void> {
    const { leases, store, logger, help } = this.#options;
    const { signal } = turn.stop;
    logger.info(`Following cluster ${cluster.name}`);
    await this.#try(() => store.starting(cluster), undefined);
    const watch = new ClusterWatch({ cluster, store, logger, help });
    turn.watch = watch;
    watch.start();
    while (!signal.aborted && (await this.#isOurs(cluster.name))) {
      await pause(leases.times.renew, signal);
    }
    turn.watch = undefined;
    await watch.stop();
    logger.info(`No longer following cluster ${cluster.name}`);
  }

  // While the database is gone nobody else can take the lease either, and nothing is written.
  async #isOurs(cluster: string): Promise<boolean> {
    try {
      await this.#options.leases.renew(cluster);
      return true;
    } catch (error) {
      return !(error instanceof LeaseLostError);
    }
  }

  async #try<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#options.logger.warn(`The database does not answer: ${error}`);
      return otherwise;
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal) {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
