import { performance } from 'node:perf_hooks';
import { Backoff, BackoffTimes } from '../../backoff/Backoff';
import { ApiError, hasStatus } from './ApiError';
import type { ApiServer, WatchListener } from './ApiServer';
import type { KindHealth } from './KindHealth';
import type { KnownObjects } from './KnownObjects';
import { bookmarkSchema, statusSchema, toKubeObject } from './kubeObjects';
import { listKind } from './listKind';
import type { WatchEvent } from './wire/WireForm';
import { SilenceError } from './withoutSilence';
import { acceptOf, pathOf, selectorOf, WatchedKind } from './WatchedKind';

/** What the watches of one API server learn from each other. */
export interface ServerAbilities {
  /** Whether it sends what there is as the beginning of a watch. */
  streamsLists: boolean;
}

interface KindWatchOptions {
  readonly api: Pick<ApiServer, 'list' | 'watch'>;
  readonly watched: WatchedKind;
  readonly objects: KnownObjects;
  readonly abilities: ServerAbilities;
  readonly retry: BackoffTimes;
  readonly onHealth: (health: KindHealth) => void;
  /** Everything is read from the start, once more. */
  readonly onRelist: () => void;
  /** Aborts when connections of before are not to be trusted any more. */
  readonly connections: () => AbortSignal;
  /** Aborts when the server answers again: there is no more need to wait. */
  readonly recovery: () => AbortSignal;
}

// A watch that ends sooner than this was not worth resuming at once.
const SHORT_MS = 1000;
const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';
// The API server ends a watch after this; at random, so that watches do not end all at once.
const watchSeconds = () => 240 + Math.floor(Math.random() * 60);

/** Reads all objects of one kind, then watches it from there on. */
export class KindWatch {
  readonly #options: KindWatchOptions;
  readonly #backoff: Backoff;
  /** Where to resume the watch; undefined when everything has to be read anew. */
  #version: string | undefined;
  #listed = false;
  #isForbidden = false;

  constructor(options: KindWatchOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.retry);
  }

  /** Runs until `signal` is aborted or the cluster no longer serves the kind. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const started = performance.now();
      try {
        await this.#follow(
          AbortSignal.any([signal, this.#options.connections()]),
        );
        if (performance.now() - started >= SHORT_MS) {
          this.#backoff.reset();
          continue;
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (hasStatus(error, 404)) {
          this.#options.onHealth({ state: 'absent' });
          return;
        }
        this.#fail(error);
        await this.#wait(signal, retryAfter(error));
        continue;
      }
      await this.#wait(signal);
    }
  }

  async #wait(signal: AbortSignal, atLeast?: number): Promise<void> {
    const recovery = this.#options.recovery();
    await this.#backoff.wait(AbortSignal.any([signal, recovery]), atLeast);
    if (recovery.aborted) this.#backoff.reset();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { abilities } = this.#options;
    if (this.#version !== undefined) {
      await this.#watch(signal);
    } else if (abilities.streamsLists) {
      await this.#stream(signal);
    } else {
      await this.#list(signal);
      await this.#watch(signal);
    }
  }

  /** Takes over everything, and drops what is not there any more. */
  async #list(signal: AbortSignal): Promise<void> {
    const { api, watched, objects } = this.#options;
    this.#restart();
    const seen = new Set<string>();
    const version = await listKind(
      api,
      watched,
      object => seen.add(objects.take(watched, object)),
      signal,
    );
    // What may be listed may still not be watched: a failure holds until the watch is accepted.
    this.#caughtUp(seen, version, !this.#isForbidden);
  }

  /** One watch that brings everything first, each object by itself, and then what changes. */
  async #stream(signal: AbortSignal): Promise<void> {
    const { abilities } = this.#options;
    this.#restart();
    const seen = new Set<string>();
    const take = (event: WatchEvent) => {
      if (this.#version !== undefined) {
        this.#apply(event);
      } else if (event.type === 'BOOKMARK') {
        const { metadata } = bookmarkSchema.parse(event.object);
        if (metadata.annotations?.[INITIAL_EVENTS_END] === 'true') {
          this.#caughtUp(seen, metadata.resourceVersion, true);
        }
      } else {
        this.#takeInitial(seen, event);
      }
    };
    try {
      await this.#connect(
        { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' },
        { onOpen: () => {}, onEvent: take },
        signal,
      );
    } catch (error) {
      if (this.#version !== undefined || !isInability(error)) {
        throw error;
      }
      abilities.streamsLists = false;
    }
  }

  /** Takes over changes until the server ends the watch. */
  async #watch(signal: AbortSignal): Promise<void> {
    await this.#connect(
      { resourceVersion: this.#version },
      {
        onOpen: () => this.#isCurrent(),
        onEvent: event => this.#apply(event),
      },
      signal,
    );
  }

  async #connect(
    from: Readonly<Record<string, string | undefined>>,
    listener: WatchListener,
    signal: AbortSignal,
  ): Promise<void> {
    const { api, watched } = this.#options;
    let opened = false;
    try {
      await api.watch(
        pathOf(watched),
        {
          ...selectorOf(watched),
          ...from,
          allowWatchBookmarks: 'true',
          timeoutSeconds: watchSeconds(),
        },
        {
          onOpen: () => {
            opened = true;
            listener.onOpen();
          },
          onEvent: event => {
            if (event.type === 'ERROR') throw errorOf(event.object);
            listener.onEvent(event);
          },
        },
        signal,
        acceptOf(watched, 'objects'),
      );
    } catch (error) {
      // Connections break now and then: that is a failure only when they cannot be made anew.
      if (opened && this.#version !== undefined && isInterruption(error)) {
        return;
      }
      // What could not be understood may have been a change.
      if (opened && !(error instanceof ApiError)) {
        this.#version = undefined;
      }
      throw error;
    }
  }

  #takeInitial(seen: Set<string>, { type, object }: WatchEvent): void {
    const { watched, objects } = this.#options;
    const parsed = toKubeObject(object);
    if (type === 'DELETED') {
      objects.drop(watched, parsed);
      seen.delete(`${parsed.metadata.namespace}/${parsed.metadata.name}`);
    } else {
      seen.add(objects.take(watched, parsed));
    }
  }

  #apply({ type, object }: WatchEvent): void {
    const { watched, objects } = this.#options;
    if (type === 'BOOKMARK') {
      this.#version = bookmarkSchema.parse(object).metadata.resourceVersion;
      return;
    }
    const parsed = toKubeObject(object);
    if (type === 'DELETED') {
      objects.drop(watched, parsed);
    } else {
      objects.take(watched, parsed);
    }
    this.#version = parsed.metadata.resourceVersion;
  }

  #restart(): void {
    if (this.#listed) {
      this.#options.onRelist();
    }
  }

  #caughtUp(
    seen: ReadonlySet<string>,
    version: string,
    isCurrent: boolean,
  ): void {
    const { objects, watched } = this.#options;
    objects.keepOnly(watched, seen);
    this.#version = version;
    this.#listed = true;
    if (isCurrent) this.#isCurrent();
  }

  #isCurrent(): void {
    this.#isForbidden = false;
    this.#options.onHealth({ state: 'current' });
  }

  #fail(error: unknown): void {
    // What happened since the version that was asked for is no longer kept: only reading anew helps.
    if (hasStatus(error, 410)) {
      this.#version = undefined;
      return;
    }
    const { onHealth, objects, watched } = this.#options;
    const reason = describe(error);
    if (!hasStatus(error, 403)) {
      onHealth({ state: 'failing', reason, listed: this.#listed });
      return;
    }
    this.#isForbidden = true;
    onHealth({ state: 'forbidden', reason });
    // Nobody can tell any more what has become of them.
    objects.keepOnly(watched, new Set());
    this.#version = undefined;
  }
}

/** An error in words; those of the system often have the words in their cause, or none at all. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code } = error as NodeJS.ErrnoException;
  return error.message || code || error.name;
}

function errorOf(object: unknown): ApiError {
  const { code, message, details } = statusSchema.parse(object);
  const seconds = details?.retryAfterSeconds;
  return new ApiError(code, message, seconds && seconds * 1000);
}

function retryAfter(error: unknown): number | undefined {
  return error instanceof ApiError ? error.retryAfter : undefined;
}

// A server that knows the words but not the feature refuses them; an older one never says that it is done.
function isInability(error: unknown): boolean {
  return hasStatus(error, 400, 422) || error instanceof SilenceError;
}

// Errors of the system and of streams have a code.
function isInterruption(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).code === 'string';
}
