import { kinds as engineKinds } from '@ingress-posture/engine';
import type {
  ClusterSink,
  ClusterSource,
} from '@ingress-posture/plugin-ingress-posture-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { Backoff, BackoffTimes } from '../../backoff/Backoff';
import type { ApiConnection } from './ApiConnection';
import { ApiServer } from './ApiServer';
import { discoverKinds } from './discoverKinds';
import { FoundNames } from './FoundNames';
import { describe, KindWatch, ServerAbilities } from './KindWatch';
import { KnownObjects } from './KnownObjects';
import { ReadReport } from './ReadReport';
import type { KindToWatch, WatchedKind } from './WatchedKind';

/** What tests set to be quick; times in milliseconds. */
export interface LiveClusterOptions {
  readonly kinds?: readonly KindToWatch[];
  readonly retry?: BackoffTimes;
  /** How often the server is asked which kinds it serves, and thereby whether it is there. */
  readonly heartbeat?: number;
  /** How long an answer may bring nothing. */
  readonly silence?: number;
  /** How long the first reading of a kind may fail before the cluster is judged without it. */
  readonly patience?: number;
}

/** One kind, or its object of one name, over all versions in which it was ever served. */
interface Followed {
  watched: WatchedKind;
  readonly objects: KnownObjects;
  readonly stop: AbortController;
  isForbidden: boolean;
  running: Promise<void> | undefined;
}

const PATIENCE_MS = 30_000;
const HEARTBEAT_MS = 10_000;
// A server that takes longer to say which kinds it serves is taken for one that does not answer.
const ANSWER_MS = 10_000;

/** A cluster behind an API server: one watch for each kind that the engine reads. */
export class LiveCluster implements ClusterSource {
  readonly #api: ApiServer;
  readonly #options: LiveClusterOptions;
  readonly #retry: BackoffTimes;
  readonly #followed = new Map<string, Followed>();
  readonly #abilities: ServerAbilities = { streamsLists: true };
  readonly #names: FoundNames;
  #connections = new AbortController();
  #recovery = new AbortController();
  /** Aborts when the next heartbeat is due at once. */
  #hurry = new AbortController();

  constructor(connection: ApiConnection, options: LiveClusterOptions = {}) {
    const { silence, retry } = options;
    this.#api = new ApiServer(connection, { silence });
    this.#options = options;
    this.#retry = retry ?? { first: 500, longest: 30_000 };
    const { kinds = engineKinds } = options;
    this.#names = new FoundNames(kinds, () => this.#hurry.abort());
  }

  async start(sink: ClusterSink, signal: AbortSignal): Promise<void> {
    const { heartbeat = HEARTBEAT_MS, patience = PATIENCE_MS } = this.#options;
    const report = new ReadReport(this.#api.server, sink, patience);
    const backoff = new Backoff({ ...this.#retry, longest: heartbeat });
    while (!signal.aborted) {
      try {
        this.#hurry = new AbortController();
        await this.#follow(report, sink, signal);
        if (report.answers()) this.#endWaits();
        report.lacks(await this.#lacking(signal));
        await this.#rest(heartbeat, signal);
        backoff.reset();
      } catch (error) {
        if (signal.aborted) break;
        report.fails(describe(error));
        this.#replaceConnections();
        await backoff.wait(signal);
      }
    }
    await Promise.all([...this.#followed.values()].map(one => one.running));
    this.#api.close();
  }

  /** Starts what is served and not followed yet, and lets go of what is served no more. */
  async #follow(
    report: ReadReport,
    sink: ClusterSink,
    signal: AbortSignal,
  ): Promise<void> {
    const { kinds = engineKinds } = this.#options;
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const served = await discoverKinds(this.#api, kinds, inTime);
    const found = this.#names.addTo(served);
    const keys = new Set(found.map(keyOf));
    for (const [key, one] of this.#followed) {
      // To who may not read a kind, the server does not say that it is gone.
      if (!keys.has(key) && (!one.running || one.isForbidden)) {
        one.stop.abort();
        one.objects.keepOnly(one.watched, new Set());
        report.set(one.watched, { state: 'absent' });
        this.#followed.delete(key);
      }
    }
    const idle = found.filter(one => !this.#followed.get(keyOf(one))?.running);
    const started = idle.map(watched => this.#adopt(watched, report, sink));
    for (const one of started) {
      one.running = this.#run(one, report, sink, signal);
    }
  }

  #adopt(watched: WatchedKind, report: ReadReport, sink: ClusterSink) {
    const known = this.#followed.get(keyOf(watched));
    if (known) report.set(known.watched, { state: 'absent' });
    const objects =
      known?.objects ?? new KnownObjects(this.#names.sinkOf(watched, sink));
    const one: Followed = {
      watched,
      objects,
      stop: new AbortController(),
      isForbidden: false,
      running: undefined,
    };
    this.#followed.set(keyOf(watched), one);
    report.set(watched, { state: 'pending' });
    return one;
  }

  async #run(
    one: Followed,
    report: ReadReport,
    sink: ClusterSink,
    signal: AbortSignal,
  ): Promise<void> {
    const { watched, objects } = one;
    await new KindWatch({
      api: this.#api,
      watched,
      objects,
      abilities: this.#abilities,
      retry: this.#retry,
      connections: () => this.#connections.signal,
      recovery: () => this.#recovery.signal,
      onRelist: () => sink.relisted(watched.definition),
      onHealth: health => {
        // Whether it is gone, or served in another version, the server's own list of kinds says.
        if (health.state === 'absent' || one.stop.signal.aborted) return;
        one.isForbidden = health.state === 'forbidden';
        report.set(watched, health);
      },
    }).run(AbortSignal.any([signal, one.stop.signal]));
    one.running = undefined;
    this.#hurry.abort();
  }

  /** Without its store a server goes on answering from its memory, and watches fall silent. */
  async #lacking(signal: AbortSignal): Promise<readonly string[]> {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const checks = await this.#api.failingChecks(inTime);
    return checks.filter(name => name.startsWith('etcd'));
  }

  async #rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    const { first } = this.#retry;
    // A kind that is listed but not there, as while its CRD goes away, must not make this a busy loop.
    await sleep(first, undefined, { signal });
    const awake = AbortSignal.any([signal, this.#hurry.signal]);
    await sleep(milliseconds - first, undefined, { signal: awake }).catch(
      () => undefined,
    );
  }

  /** What waits because the server did not answer need not wait any longer. */
  #endWaits(): void {
    this.#recovery.abort();
    this.#recovery = new AbortController();
  }

  /** A server that does not answer may have lost the watches as well, without a word. */
  #replaceConnections(): void {
    this.#connections.abort();
    this.#connections = new AbortController();
  }
}

function keyOf({ definition, name }: WatchedKind): string {
  const { group, kind } = definition;
  return [group, kind, name].join('/');
}
