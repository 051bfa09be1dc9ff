import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  EntitiesEvent,
  ENTITIES_TOPIC,
} from '@ingress-posture/plugin-ingress-posture-common';

interface EntityAnnouncerOptions {
  readonly events: EventsService;
  readonly logger: LoggerService;
}

// An entity can be read from the catalog only after it was processed and stitched.
const WAIT_MS = 3_000;
const REFS_AT_ONCE = 500;

/** Tells the ingress-posture backend of entities that claim other services than before. */
export class EntityAnnouncer {
  readonly #options: EntityAnnouncerOptions;
  #waiting = new Set<string>();

  constructor(options: EntityAnnouncerOptions) {
    this.#options = options;
  }

  changed(entityRef: string): void {
    if (this.#waiting.size === 0) {
      setTimeout(() => this.#announce(), WAIT_MS).unref();
    }
    this.#waiting.add(entityRef);
  }

  async #announce(): Promise<void> {
    const { events, logger } = this.#options;
    const refs = [...this.#waiting];
    this.#waiting = new Set();
    try {
      for (let at = 0; at < refs.length; at += REFS_AT_ONCE) {
        const entityRefs = refs.slice(at, at + REFS_AT_ONCE);
        await events.publish({
          topic: ENTITIES_TOPIC,
          eventPayload: { entityRefs } satisfies EntitiesEvent,
        });
      }
    } catch (error) {
      // The backend reads all entities now and then as well.
      logger.warn('Cannot announce changed entities', toError(error));
    }
  }
}
