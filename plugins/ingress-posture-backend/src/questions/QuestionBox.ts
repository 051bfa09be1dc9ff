import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

interface QuestionRow {
  readonly id: string;
  readonly cluster: string;
  readonly question: string;
  readonly answer: string | null;
}

type Answer = { readonly answer: unknown } | { readonly problem: string };

/** In milliseconds. */
export interface QuestionTimes {
  readonly poll: number;
  readonly patience: number;
}

const TIMES: QuestionTimes = { poll: 100, patience: 20_000 };

/**
 * Questions between replicas, in the database: the one that was asked may not be the one that follows
 * the cluster, and replicas know no address of each other.
 */
export class QuestionBox {
  readonly #knex: Knex;
  readonly #times: QuestionTimes;

  constructor(knex: Knex, times: QuestionTimes = TIMES) {
    this.#knex = knex;
    this.#times = times;
  }

  /** Asks the replica that follows the cluster, and waits for its answer. */
  async ask(cluster: string, question: unknown): Promise<unknown> {
    const id = randomUUID();
    const text = JSON.stringify(question);
    await this.#rows().insert({ id, cluster, question: text, answer: null });
    try {
      return read(await this.#answerOf(id, cluster));
    } finally {
      await this.#rows().where({ id }).delete();
    }
  }

  /** Answers what is asked about these clusters; to be called again and again by who follows them. */
  async serve(
    clusters: readonly string[],
    answer: (cluster: string, question: unknown) => Promise<unknown>,
  ): Promise<void> {
    const asked = await this.#rows()
      .whereIn('cluster', clusters)
      .whereNull('answer');
    for (const { id, cluster, question } of asked) {
      const found = await replyTo(() => answer(cluster, JSON.parse(question)));
      await this.#rows()
        .where({ id })
        .update({ answer: JSON.stringify(found) });
    }
  }

  /** Throws away what nobody waits for any more. */
  async clear(cluster: string): Promise<void> {
    await this.#rows().where({ cluster }).delete();
  }

  async #answerOf(id: string, cluster: string): Promise<Answer> {
    const { poll, patience } = this.#times;
    const until = performance.now() + patience;
    while (performance.now() < until) {
      await sleep(poll);
      const row = await this.#rows().where({ id }).first();
      if (row?.answer) return JSON.parse(row.answer);
      if (!row) break;
    }
    throw new ServiceUnavailableError(
      `No replica of the backend answers for cluster ${cluster} right now; ask again in a moment`,
    );
  }

  #rows() {
    return this.#knex<QuestionRow>('questions');
  }
}

function read(found: Answer): unknown {
  if ('problem' in found) throw new Error(found.problem);
  return found.answer;
}

async function replyTo(answer: () => Promise<unknown>): Promise<Answer> {
  try {
    return { answer: await answer() };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
