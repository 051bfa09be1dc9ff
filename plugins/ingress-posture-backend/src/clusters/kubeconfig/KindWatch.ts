import type { ClusterSink } from '@ingress-posture/plugin-ingress-posture-node';
import { Backoff, BackoffTimes } from '../../backoff/Backoff';
import { KnownObjects } from './KnownObjects';
import { KubeApi, KubeApiError, WatchEvent } from './KubeApi';
import type { KindHealth } from './KindHealth';
import {
  bookmarkSchema,
  KubeObject,
  objectSchema,
  statusSchema,
} from './kubeObjects';
import { listKind } from './listKind';
import { pathOf, selectorOf, WatchedKind } from './WatchedKind';

interface KindWatchOptions {
  readonly api: Pick<KubeApi, 'get' | 'watch'>;
  readonly watched: WatchedKind;
  readonly sink: Pick<ClusterSink, 'upsert' | 'remove'>;
  readonly retry: BackoffTimes;
  readonly onHealth: (health: KindHealth) => void;
}

// A watch that ends sooner than this was not worth resuming at once.
const SHORT_MS = 1000;
// The API server ends a watch after this; at random, so that watches do not end all at once.
const watchSeconds = () => 240 + Math.floor(Math.random() * 60);

/** Lists one kind, then watches it from there on. */
export class KindWatch {
  readonly #options: KindWatchOptions;
  readonly #backoff: Backoff;
  readonly #objects: KnownObjects;
  /** Where to resume the watch; undefined when everything has to be listed anew. */
  #version: string | undefined;
  #listed = false;

  constructor(options: KindWatchOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.retry);
    this.#objects = new KnownObjects(options.watched, options.sink);
  }

  /** Runs until `signal` is aborted or the cluster no longer serves the kind. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const started = Date.now();
      try {
        if (this.#version === undefined) {
          this.#version = await this.#list(signal);
          this.#options.onHealth({ state: 'current' });
        }
        await this.#watch(this.#version, signal);
        if (Date.now() - started >= SHORT_MS) {
          this.#backoff.reset();
          continue;
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (hasStatus(error, 404)) {
          this.#objects.keepOnly(new Set());
          this.#options.onHealth({ state: 'absent' });
          return;
        }
        this.#fail(error);
      }
      await this.#backoff.wait(signal).catch(() => undefined);
    }
  }

  /** Takes over everything, and drops what is not there any more. */
  async #list(signal: AbortSignal): Promise<string> {
    const { api, watched } = this.#options;
    const seen = new Set<string>();
    const take = (object: KubeObject) => seen.add(this.#objects.take(object));
    const version = await listKind(api, watched, take, signal);
    this.#objects.keepOnly(seen);
    this.#listed = true;
    return version;
  }

  /** Takes over changes until the server ends the watch. */
  async #watch(from: string, signal: AbortSignal): Promise<void> {
    const seconds = watchSeconds();
    const failed = new AbortController();
    // A connection that died without a word would otherwise be waited for forever.
    const silence = AbortSignal.timeout((seconds + 30) * 1000);
    const query = {
      ...selectorOf(this.#options.watched),
      resourceVersion: from,
      allowWatchBookmarks: 'true',
      timeoutSeconds: seconds,
    };
    let opened = false;
    const listener = {
      // What may be listed may still not be watched: a failure holds until the watch is accepted.
      onOpen: () => {
        opened = true;
        this.#options.onHealth({ state: 'current' });
      },
      onEvent: (event: WatchEvent) => {
        if (event.type === 'ERROR') {
          const { code, message } = statusSchema.parse(event.object);
          failed.abort(new KubeApiError(code, message));
        } else {
          this.#apply(event);
        }
      },
    };
    try {
      await this.#options.api.watch(
        pathOf(this.#options.watched),
        query,
        listener,
        AbortSignal.any([signal, silence, failed.signal]),
      );
    } catch (error) {
      if (!opened || !isInterruption(error)) {
        throw error;
      }
    }
    failed.signal.throwIfAborted();
  }

  #apply({ type, object }: WatchEvent): void {
    if (type === 'BOOKMARK') {
      this.#version = bookmarkSchema.parse(object).metadata.resourceVersion;
      return;
    }
    const parsed = objectSchema.parse(object);
    if (type === 'DELETED') {
      this.#objects.drop(parsed);
    } else {
      this.#objects.take(parsed);
    }
    this.#version = parsed.metadata.resourceVersion;
  }

  #fail(error: unknown): void {
    // What happened since the version that was asked for is no longer kept: only a list helps.
    if (hasStatus(error, 410)) {
      this.#version = undefined;
      return;
    }
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.onHealth(
      hasStatus(error, 403)
        ? { state: 'forbidden', reason }
        : { state: 'failing', reason, listed: this.#listed },
    );
  }
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof KubeApiError && error.status === status;
}

// Connections break now and then, behind a load balancer most of all: that is a failure only when they
// cannot be made anew. Errors of the system and of streams have a code.
function isInterruption(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).code === 'string';
}
