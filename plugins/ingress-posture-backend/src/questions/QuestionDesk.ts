import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterWatch } from '../watch/ClusterWatch';
import type { Answers, Question } from '../watch/question';
import type { Watches } from '../watch/Watches';
import type { QuestionBox } from './QuestionBox';

interface QuestionDeskOptions {
  readonly watches: Watches;
  readonly box: QuestionBox;
  readonly logger: LoggerService;
}

const LOOK_MS = 250;

/** Takes a question to who follows the cluster: the thread here, or another replica. */
export class QuestionDesk {
  readonly #options: QuestionDeskOptions;
  readonly #stop = new AbortController();
  #served: ReadonlySet<string> = new Set();
  #ended: Promise<void> = Promise.resolve();

  constructor(options: QuestionDeskOptions) {
    this.#options = options;
  }

  /** Who can be asked about a cluster; undefined when there is no such cluster. */
  get(cluster: string): Pick<ClusterWatch, 'ask'> | undefined {
    const { watches, box } = this.#options;
    if (!watches.has(cluster)) return undefined;
    return (
      watches.get(cluster) ?? {
        ask: async <K extends Question['kind']>(
          question: Extract<Question, { kind: K }>,
        ) => (await box.ask(cluster, question)) as Answers[K],
      }
    );
  }

  /** Starts to answer what other replicas ask. */
  start(): void {
    this.#ended = this.#keepServing();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async #keepServing(): Promise<void> {
    const { logger } = this.#options;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) {
        await this.#serve().catch(error =>
          logger.debug(`Cannot look for questions of other replicas: ${error}`),
        );
      }
    }
  }

  async #serve(): Promise<void> {
    const { watches, box } = this.#options;
    const here = watches.followedHere;
    for (const cluster of here) {
      // Who asked whoever followed it before waits no more, or asks again.
      if (!this.#served.has(cluster)) await box.clear(cluster);
    }
    this.#served = new Set(here);
    if (here.length === 0) return;
    await box.serve(here, async (cluster, question) =>
      watches.get(cluster)?.ask(question as Question),
    );
  }
}
