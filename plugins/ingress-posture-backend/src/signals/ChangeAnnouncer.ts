import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CHANGE_CHANNEL,
  ChangeSignal,
} from '@ingress-posture/plugin-ingress-posture-common';

/** Between two signals of a cluster: each makes all open pages ask. */
const QUIET_MS = 1_000;

interface ChangeAnnouncerOptions {
  readonly signals: SignalsService;
  readonly logger: LoggerService;
}

/** Tells open pages that a cluster changed: at once, and then at most once a second. */
export class ChangeAnnouncer {
  readonly #options: ChangeAnnouncerOptions;
  readonly #quiet = new Map<string, NodeJS.Timeout>();
  readonly #missed = new Set<string>();

  constructor(options: ChangeAnnouncerOptions) {
    this.#options = options;
  }

  changed(cluster: string): void {
    if (this.#quiet.has(cluster)) {
      this.#missed.add(cluster);
      return;
    }
    this.#publish(cluster);
    this.#quiet.set(
      cluster,
      setTimeout(() => this.#speakAgain(cluster), QUIET_MS).unref(),
    );
  }

  #speakAgain(cluster: string): void {
    this.#quiet.delete(cluster);
    if (this.#missed.delete(cluster)) {
      this.changed(cluster);
    }
  }

  #publish(cluster: string): void {
    const { signals, logger } = this.#options;
    const message: ChangeSignal = { cluster };
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: CHANGE_CHANNEL,
        message,
      })
      // Pages ask by themselves as well, only later.
      .catch(error => logger.warn('Cannot signal a change', error));
  }
}
