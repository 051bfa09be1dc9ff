import type { Knex } from 'knex';
import { performance } from 'node:perf_hooks';

interface LeaseRow {
  readonly cluster: string;
  readonly holder: string | null;
  readonly renewals: number | string;
}

/** How a lease of another replica looked when it was last seen to change, and when that was. */
interface Seen {
  readonly renewals: number;
  readonly at: number;
  /** Whether it was seen to change at all. */
  readonly isAlive: boolean;
}

/** In milliseconds. */
export interface LeaseTimes {
  /** How often a holder renews its lease, and how often others look at it. */
  readonly renew: number;
  /** After how long without a renewal a lease is taken from its holder. */
  readonly expire: number;
}

const TIMES: LeaseTimes = { renew: 1_500, expire: 5_000 };

/** The lease was taken by another replica. */
export class LeaseLostError extends Error {
  constructor(cluster: string) {
    super(`Another replica of the backend follows cluster ${cluster} now`);
    this.name = 'LeaseLostError';
  }
}

/**
 * Which replica follows which cluster. A holder counts its lease up now and then; whoever sees no
 * counting for long enough takes it. Each replica measures that time by its own clock that never jumps,
 * so that it does not matter what the others' clocks say (as in Kubernetes' leader election).
 */
export class Leases {
  readonly times: LeaseTimes;
  readonly #knex: Knex;
  readonly #holder: string;
  /** Whether other replicas may use the database. */
  readonly isShared: boolean;
  readonly #seen = new Map<string, Seen>();
  readonly #held = new Set<string>();

  /** `holder` is this replica's, and of this start alone. */
  constructor(options: {
    readonly knex: Knex;
    readonly holder: string;
    readonly times?: LeaseTimes;
    /** Whether other replicas use this database; only then a lease may have a living holder. */
    readonly isShared?: boolean;
  }) {
    this.#knex = options.knex;
    this.#holder = options.holder;
    this.times = options.times ?? TIMES;
    // A SQLite database belongs to one process.
    this.isShared =
      options.isShared ?? !/sqlite/.test(options.knex.client.config.client);
  }

  /** Takes a lease that is free or expired; answers with whether it is held now. */
  async take(cluster: string): Promise<boolean> {
    const leases = () => this.#knex<LeaseRow>('leases');
    await leases()
      .insert({ cluster, holder: null, renewals: 0 })
      .onConflict('cluster')
      .ignore();
    const row = await leases().where({ cluster }).first();
    if (!row || !this.#isFree(row)) return false;
    const { holder, renewals } = row;
    // Only one of those that saw it expire gets it.
    const count = await leases()
      .where({ cluster, renewals })
      .where(builder =>
        holder === null
          ? builder.whereNull('holder')
          : builder.where({ holder }),
      )
      .update({ holder: this.#holder, renewals: Number(renewals) + 1 });
    if (count === 1) this.#held.add(cluster);
    return count === 1;
  }

  /**
   * Renews a lease, inside a transaction where one is given: what is written in it is then written by
   * the holder. Throws {@link LeaseLostError}.
   */
  async renew(cluster: string, knex: Knex = this.#knex): Promise<void> {
    const count = await knex<LeaseRow>('leases')
      .where({ cluster, holder: this.#holder })
      .increment('renewals', 1);
    if (count === 1) return;
    this.#held.delete(cluster);
    throw new LeaseLostError(cluster);
  }

  /** Gives a lease back, so that nobody has to wait for it to expire. */
  async release(cluster: string): Promise<void> {
    this.#held.delete(cluster);
    await this.#knex<LeaseRow>('leases')
      .where({ cluster, holder: this.#holder })
      .update({ holder: null });
  }

  /** Whether this replica holds the lease, or has seen another one renew it not long ago. */
  isFollowed(cluster: string): boolean {
    if (this.#held.has(cluster)) return true;
    const seen = this.#seen.get(cluster);
    return (
      seen?.isAlive === true && performance.now() - seen.at < this.times.expire
    );
  }

  #isFree({ cluster, holder, renewals: count }: LeaseRow): boolean {
    if (!this.isShared || holder === null) return true;
    const renewals = Number(count);
    const seen = this.#seen.get(cluster);
    const at = performance.now();
    if (seen?.renewals !== renewals) {
      // At first sight nobody knows how old it is: it is waited for, but not taken for alive.
      this.#seen.set(cluster, { renewals, at, isAlive: seen !== undefined });
      return false;
    }
    return at - seen.at >= this.times.expire;
  }
}
