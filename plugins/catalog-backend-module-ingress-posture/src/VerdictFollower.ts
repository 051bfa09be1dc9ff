import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EntityVerdicts } from '@ingress-posture/plugin-ingress-posture-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { refreshKey } from './refreshKey';
import type { Verdicts } from './Verdicts';

interface VerdictFollowerOptions {
  /** Asks the backend; an answer that did not change is the same object again. */
  readonly ask: () => Promise<EntityVerdicts>;
  readonly verdicts: Verdicts;
  readonly logger: LoggerService;
}

// Many clusters can change at once.
const GATHER_MS = 200;
// A backend that starts beside the catalog needs some seconds before it answers.
const FAILURES_TO_MENTION = 3;
// Databases limit how many values a statement has.
const KEYS_AT_ONCE = 500;

/**
 * Keeps the verdicts in step with the backend, all by one request, and has the catalog process those
 * entities again whose verdict is another one. It provides no entities.
 */
export class VerdictFollower implements EntityProvider {
  readonly #options: VerdictFollowerOptions;
  #connection: EntityProviderConnection | undefined;
  #reading: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #last: EntityVerdicts | undefined;
  #failures = 0;

  constructor(options: VerdictFollowerOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'IngressPostureVerdictFollower';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /** Reads the verdicts after what is being read now, once for all that ask until then. */
  follow(): Promise<void> {
    this.#next ??= Promise.all([this.#reading, sleep(GATHER_MS)]).then(() => {
      this.#next = undefined;
      this.#reading = this.#read();
      return this.#reading;
    });
    return this.#next;
  }

  async #read(): Promise<void> {
    const { ask, verdicts, logger } = this.#options;
    try {
      const answer = await ask();
      if (answer !== this.#last) {
        verdicts.update(answer);
        this.#last = answer;
      }
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      if (this.#failures === FAILURES_TO_MENTION) {
        logger.warn(
          'The ingress-posture backend does not answer; entities keep the annotations that they have',
          toError(error),
        );
      }
    }
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    const { verdicts, logger } = this.#options;
    // Before it is connected, the catalog has processed nothing.
    if (!this.#connection) return;
    const outdated = verdicts.takeOutdated();
    for (let at = 0; at < outdated.length; at += KEYS_AT_ONCE) {
      const keys = outdated.slice(at, at + KEYS_AT_ONCE).map(refreshKey);
      try {
        await this.#connection.refresh({ keys });
      } catch (error) {
        // Such as a database that starts anew. Whoever follows comes again in some seconds.
        verdicts.putBack(outdated.slice(at));
        logger.warn(
          'The catalog does not take that entities have another ingress posture; it is told again',
          toError(error),
        );
        return;
      }
    }
    if (outdated.length > 0) {
      logger.debug(`${outdated.length} entities have another ingress posture`);
    }
  }
}
