import { analyze, ClusterState } from '@ingress-posture/engine';
import type {
  ClusterFreshness,
  UnreadableKind,
} from '@ingress-posture/plugin-ingress-posture-common';
import type {
  ClusterSink,
  KindRef,
} from '@ingress-posture/plugin-ingress-posture-node';
import { PostureRecord, toRecord } from '../postures/PostureRecord';
import {
  ClusterReport,
  inPieces,
  ObservedStatus,
  ServiceKey,
} from './clusterReport';
import { answerQuestion, Question } from './question';

/** How long events are gathered before they are analyzed; in milliseconds. */
export const BATCH_MS = 100;

interface ClusterAnalysisOptions {
  readonly cluster: string;
  /** Takes a report; the next one is not made before this one was taken. */
  readonly publish: (report: ClusterReport) => Promise<void>;
}

/** Keeps the state of one cluster and reports how its postures change. Lives in the worker thread. */
export class ClusterAnalysis implements ClusterSink {
  readonly #options: ClusterAnalysisOptions;
  readonly #state: ClusterState;
  readonly #unreadable = new Map<string, UnreadableKind>();
  readonly #reported = new Map<string, PostureRecord>();
  #freshness: ClusterFreshness = 'starting';
  #message: string | null = null;
  #lastEventAt: string | null = null;
  #completed = false;
  #timer: NodeJS.Timeout | undefined;
  #busy = false;
  #dirty = false;

  constructor(options: ClusterAnalysisOptions) {
    this.#options = options;
    this.#state = new ClusterState({ name: options.cluster });
  }

  upsert(object: unknown): void {
    if (this.#state.upsert(object)) {
      this.#event();
    }
  }

  remove(object: unknown): void {
    if (this.#state.remove(object)) {
      this.#event();
    }
  }

  forbid({ group, kind }: KindRef, reason: string, rbac: string | null): void {
    const unreadable = { group, kind, reason, rbac };
    this.#unreadable.set(`${group}/${kind}`, unreadable);
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
    this.#settle('synced', null);
  }

  failed(message: string): void {
    this.#settle('stale', message);
  }

  /** Answers from the state as it is now. */
  answer(question: Question) {
    if (this.#freshness === 'starting') {
      throw new Error('The cluster is still being read for the first time');
    }
    return answerQuestion(this.#state, question);
  }

  #event(): void {
    this.#lastEventAt = new Date().toISOString();
    this.#schedule();
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
    // Before everything was handed over once, what is missing would be judged as not there.
    if (!this.#timer && !this.#busy && this.#freshness !== 'starting') {
      this.#timer = setTimeout(() => this.#report(), BATCH_MS);
    }
  }

  async #report(): Promise<void> {
    this.#timer = undefined;
    this.#dirty = false;
    this.#busy = true;
    for (const piece of inPieces(this.#nextReport())) {
      await this.#options.publish(piece);
    }
    this.#busy = false;
    if (this.#dirty) {
      this.#schedule();
    }
  }

  #nextReport(): ClusterReport {
    const records = analyze(this.#state).map(toRecord);
    const present = new Map(records.map(one => [keyOf(one), one]));
    const changed = records.filter(
      one => this.#reported.get(keyOf(one))?.hash !== one.hash,
    );
    const removed = [...this.#reported]
      .filter(([key]) => !present.has(key))
      .map(([, { namespace, name }]) => ({ namespace, name }));
    changed.forEach(one => this.#reported.set(keyOf(one), one));
    removed.forEach(one => this.#reported.delete(keyOf(one)));
    return {
      status: this.#status(records.length),
      changed,
      removed,
      complete: this.#completeOnce(records),
    };
  }

  #completeOnce(records: readonly PostureRecord[]) {
    if (this.#completed || this.#freshness !== 'synced') {
      return null;
    }
    this.#completed = true;
    return records.map(({ namespace, name }) => ({ namespace, name }));
  }

  #status(services: number): ObservedStatus {
    return {
      state: this.#freshness,
      message: this.#message,
      objects: this.#state.size,
      services,
      unreadable: [...this.#unreadable.values()],
      lastEventAt: this.#lastEventAt,
      lastAnalyzedAt: new Date().toISOString(),
    };
  }
}

function keyOf({ namespace, name }: ServiceKey): string {
  return `${namespace}/${name}`;
}
