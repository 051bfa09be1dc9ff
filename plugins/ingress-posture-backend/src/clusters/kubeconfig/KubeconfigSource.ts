import { kinds as engineKinds } from '@ingress-posture/engine';
import type {
  ClusterSink,
  ClusterSource,
} from '@ingress-posture/plugin-ingress-posture-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { Backoff, BackoffTimes } from '../../backoff/Backoff';
import { discoverKinds } from './discoverKinds';
import { KindWatch } from './KindWatch';
import { KubeApi } from './KubeApi';
import { loadKubeConfig } from './loadKubeConfig';
import { ReadReport } from './ReadReport';
import type { KindToWatch } from './WatchedKind';

/** What tests set to be quick; times in milliseconds. */
export interface KubeconfigSourceOptions {
  readonly kinds?: readonly KindToWatch[];
  readonly retry?: BackoffTimes;
  /** How often kinds that the cluster does not serve are looked for again. */
  readonly rediscover?: number;
}

/** A live cluster: one list and watch for each kind that the engine reads. */
export class KubeconfigSource implements ClusterSource {
  readonly #api: KubeApi;
  readonly #kinds: readonly KindToWatch[];
  readonly #retry: BackoffTimes;
  readonly #rediscover: number;

  constructor(api: KubeApi, options: KubeconfigSourceOptions = {}) {
    this.#api = api;
    this.#kinds = options.kinds ?? engineKinds;
    this.#retry = options.retry ?? { first: 1_000, longest: 60_000 };
    this.#rediscover = options.rediscover ?? 60_000;
  }

  /** Opens a kubeconfig. */
  static load(
    config: { readonly path?: string; readonly context?: string },
    options?: KubeconfigSourceOptions,
  ): KubeconfigSource {
    return new KubeconfigSource(new KubeApi(loadKubeConfig(config)), options);
  }

  async start(sink: ClusterSink, signal: AbortSignal): Promise<void> {
    const report = new ReadReport(this.#api.server, sink);
    const backoff = new Backoff(this.#retry);
    const watching = new Map<KindToWatch, Promise<void>>();
    while (!signal.aborted) {
      try {
        await this.#watchNewKinds(watching, report, sink, signal);
        backoff.reset();
        await sleep(this.#rediscover, undefined, { signal });
      } catch (error) {
        if (signal.aborted) {
          break;
        }
        // Kinds that are watched already say for themselves how they are.
        if (watching.size === 0) {
          sink.failed(
            `Cannot ask ${this.#api.server} which kinds it serves: ${
              error instanceof Error ? error.message : error
            }. It is tried again.`,
          );
        }
        await backoff.wait(signal).catch(() => undefined);
      }
    }
    await Promise.all(watching.values());
  }

  async #watchNewKinds(
    watching: Map<KindToWatch, Promise<void>>,
    report: ReadReport,
    sink: ClusterSink,
    signal: AbortSignal,
  ): Promise<void> {
    const missing = this.#kinds.filter(kind => !watching.has(kind));
    const found = await discoverKinds(this.#api, missing, signal);
    found.forEach(watched => report.set(watched, { state: 'pending' }));
    for (const watched of found) {
      const { definition } = watched;
      const run = new KindWatch({
        api: this.#api,
        watched,
        sink,
        retry: this.#retry,
        onHealth: health => {
          if (health.state === 'absent') {
            watching.delete(definition);
          }
          report.set(watched, health);
        },
      }).run(signal);
      const others = watching.get(definition) ?? Promise.resolve();
      watching.set(
        definition,
        others.then(() => run),
      );
    }
  }
}
