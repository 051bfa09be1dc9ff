import { Analysis, ClusterState } from '@ingress-posture/engine';
import type {
  ClusterFreshness,
  ObjectPlace,
  UnreadableKind,
} from '@ingress-posture/plugin-ingress-posture-common';
import type {
  ClusterSink,
  KindRef,
} from '@ingress-posture/plugin-ingress-posture-node';
import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';
import { ActivityMeter } from './ActivityMeter';
import {
  ClusterReport,
  inPieces,
  ObservedStatus,
  ServiceKey,
} from './clusterReport';
import { KnownNamespaces } from './KnownNamespaces';
import { KnownPlaces } from './KnownPlaces';
import { NOT_READ_YET } from './notNow';
import { KnownPostures, Refreshed } from './KnownPostures';
import { RemedyTurns } from './RemedyTurns';
import { answerQuestion, Question } from './question';

/** How long after a change what comes with it is gathered before all of it is analyzed; in milliseconds. */
const GATHER_MS = 5;
/** How far apart such batches begin while changes do not end; in milliseconds. */
export const BATCH_MS = 50;
/** How often counts and times are told when nothing else is new; in milliseconds. */
export const STATUS_MS = 5_000;

interface ClusterAnalysisOptions {
  readonly cluster: string;
  /** Takes a report; the next one is not made before this one was taken. */
  readonly publish: (report: ClusterReport) => Promise<void>;
}

type Told = Pick<ObservedStatus, 'state' | 'message' | 'unreadable'>;

const nothing = {
  status: null,
  changed: [],
  remedies: [],
  removed: [],
  complete: null,
};

/**
 * Keeps the state of one cluster and reports how its postures change: postures at once, remedies when
 * nothing else happens. Lives in the worker thread.
 */
export class ClusterAnalysis implements ClusterSink {
  readonly #options: ClusterAnalysisOptions;
  readonly #state: ClusterState;
  readonly #known: KnownPostures;
  readonly #namespaces: KnownNamespaces;
  readonly #places = new KnownPlaces();
  readonly #meter = new ActivityMeter();
  readonly #turns = new RemedyTurns();
  readonly #unreadable = new Map<string, UnreadableKind>();
  #freshness: ClusterFreshness = 'starting';
  #message: string | null = null;
  #lastEventAt: string | null = null;
  /** Before everything was handed over once, what is missing would be judged as not there. */
  #canJudge = false;
  #completed = false;
  #told: Told | undefined;
  #timer: NodeJS.Timeout | undefined;
  #statusTimer: NodeJS.Timeout | undefined;
  #busy = false;
  #dirty = false;
  #lastBatch = -Infinity;

  constructor(options: ClusterAnalysisOptions) {
    this.#options = options;
    this.#state = new ClusterState({ name: options.cluster });
    this.#known = new KnownPostures(new Analysis(this.#state));
    this.#namespaces = new KnownNamespaces(this.#state);
  }

  upsert(object: unknown, place?: ObjectPlace): void {
    const isNews = this.#places.note(object, place);
    const { version } = this.#state;
    const isRead = this.#state.upsert(object);
    if (isNews || this.#state.version !== version) this.#event();
    else if (isRead) this.#heard();
  }

  remove(object: unknown): void {
    this.#places.note(object, undefined);
    if (this.#state.remove(object)) {
      this.#event();
    }
  }

  forbid({ group, kind }: KindRef, reason: string, rbac: string | null): void {
    const key = `${group}/${kind}`;
    const unreadable = { group, kind, reason, rbac };
    if (isDeepStrictEqual(this.#unreadable.get(key), unreadable)) return;
    this.#unreadable.set(key, unreadable);
    this.#state.forbid({ group, kind }, reason);
    this.#schedule();
  }

  allow({ group, kind }: KindRef): void {
    if (this.#unreadable.delete(`${group}/${kind}`)) {
      this.#state.allow({ group, kind });
      this.#schedule();
    }
  }

  synced(): void {
    this.#canJudge = true;
    this.#settle('synced', null);
  }

  failed(message: string): void {
    this.#canJudge = true;
    this.#settle('stale', message);
  }

  unreachable(message: string): void {
    this.#settle('stale', message);
  }

  relisted(): void {
    this.#meter.relisted();
  }

  /** Answers from the state as it is now. */
  answer(question: Question) {
    if (!this.#canJudge) {
      throw new Error(NOT_READ_YET);
    }
    return answerQuestion(this.#state, this.#known, question);
  }

  #event(): void {
    this.#heard();
    this.#meter.changed();
    this.#schedule();
  }

  /** Something was said that may be what is known already. */
  #heard(): void {
    this.#lastEventAt = new Date().toISOString();
    this.#meter.event();
    if (this.#canJudge) this.#tellStatusLater();
  }

  #settle(freshness: ClusterFreshness, message: string | null): void {
    if (this.#freshness !== freshness || this.#message !== message) {
      this.#freshness = freshness;
      this.#message = message;
      this.#schedule();
    }
  }

  #schedule(): void {
    this.#dirty = true;
    this.#turns.changed();
    if (!this.#timer && !this.#busy && this.#freshness !== 'starting') {
      this.#timer = setTimeout(() => this.#work(), this.#untilBatch());
    }
  }

  // A change that comes alone is seen to at once; of many that follow each other, several at a time are.
  #untilBatch(): number {
    const next = this.#lastBatch + BATCH_MS;
    return Math.max(GATHER_MS, next - performance.now());
  }

  /** One batch, and then remedies until something happens again. */
  async #work(): Promise<void> {
    this.#timer = undefined;
    this.#lastBatch = performance.now();
    this.#dirty = false;
    this.#turns.begin();
    this.#busy = true;
    if (this.#canJudge) {
      await this.#reportPostures();
      await this.#reportRemedies();
    } else {
      await this.#reportStatus();
    }
    this.#busy = false;
    if (this.#dirty) {
      this.#schedule();
    }
  }

  async #reportPostures(): Promise<void> {
    const analysis = this.#meter.analysis();
    const { changed, removed } = await this.#refreshed();
    analysis.done();
    const complete = this.#completeOnce();
    const namespaces = this.#namespaces.refresh();
    const places = this.#places.refresh();
    const isNews =
      changed.length > 0 ||
      removed.length > 0 ||
      complete ||
      namespaces ||
      places;
    if (!isNews && !this.#isStatusNews()) {
      this.#tellStatusLater();
      return;
    }
    await this.#publish({
      changed,
      removed,
      complete,
      remedies: [],
      ...(namespaces && { namespaces }),
      ...(places && { places }),
    });
    analysis.stored();
  }

  /** What is new. Of a change that concerns many, what is judged is reported when another comes that may concern few. */
  async #refreshed(): Promise<Refreshed> {
    for (;;) {
      this.#dirty = false;
      this.#turns.begin();
      const end = performance.now() + BATCH_MS;
      const isDue = () => this.#dirty && performance.now() >= end;
      const { more, ...news } = await this.#known.refresh(isDue);
      if (!more) return news;
      await this.#options.publish({ ...nothing, ...news });
    }
  }

  async #reportRemedies(): Promise<void> {
    const isOver = await this.#turns.next();
    while (!isOver()) {
      const remedies = await this.#known.workOutRemedies(isOver);
      if (remedies.length === 0) return;
      await this.#options.publish({ ...nothing, remedies });
    }
  }

  async #reportStatus(): Promise<void> {
    if (this.#isStatusNews()) await this.#publish(nothing);
  }

  async #publish(news: Omit<ClusterReport, 'status'>): Promise<void> {
    clearTimeout(this.#statusTimer);
    this.#statusTimer = undefined;
    this.#told = this.#toTell();
    const report = { ...news, status: this.#status() };
    for (const piece of inPieces(report)) {
      await this.#options.publish(piece);
    }
  }

  // Counts and times change with every event: each worth telling, none worth a write of its own.
  #tellStatusLater(): void {
    this.#statusTimer ??= setTimeout(() => {
      this.#told = undefined;
      this.#schedule();
    }, STATUS_MS);
  }

  #isStatusNews(): boolean {
    return !isDeepStrictEqual(this.#told, this.#toTell());
  }

  #toTell(): Told {
    return {
      state: this.#freshness,
      message: this.#message,
      unreadable: [...this.#unreadable.values()],
    };
  }

  #completeOnce(): readonly ServiceKey[] | null {
    if (this.#completed || this.#freshness !== 'synced') {
      return null;
    }
    this.#completed = true;
    return this.#known.keys;
  }

  #status(): ObservedStatus {
    const told = this.#toTell();
    return this.#canJudge
      ? {
          ...told,
          objects: this.#state.size,
          services: this.#known.size,
          lastEventAt: this.#lastEventAt,
          lastAnalyzedAt: new Date().toISOString(),
          activity: this.#meter.read(),
        }
      : { state: told.state, message: told.message };
  }
}
