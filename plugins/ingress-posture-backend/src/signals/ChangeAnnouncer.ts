import type { LoggerService } from '@backstage/backend-plugin-api';

/** Between two announcements of a cluster: each makes all who hear it ask. */
const QUIET_MS = 1_000;

interface ChangeAnnouncerOptions {
  /** Tells those who listen; see tell.ts. */
  readonly tell: (cluster: string) => Promise<void>;
  readonly logger: LoggerService;
}

/** Tells others that a cluster changed: at once, and then at most once a second. */
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
    this.#tell(cluster);
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

  #tell(cluster: string): void {
    const { tell, logger } = this.#options;
    tell(cluster)
      // Who listens asks by himself as well, only later.
      .catch(error => logger.warn('Cannot announce a change', error));
  }
}
