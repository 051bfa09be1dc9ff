import type { ClusterSink } from '@ingress-posture/plugin-ingress-posture-node';
import { performance } from 'node:perf_hooks';
import type { KindHealth } from './KindHealth';
import { KindToWatch, rbacRuleOf, WatchedKind } from './WatchedKind';

// A server that does not answer fails for all kinds alike.
const NAMED = 3;

type ReportSink = Pick<
  ClusterSink,
  'forbid' | 'allow' | 'synced' | 'failed' | 'unreachable'
>;

/**
 * Puts together how reading each kind goes. Says `synced` or `failed` only when every kind has had its
 * turn: half a cluster would be judged wrongly. A kind that fails at the start is waited for a while
 * before the cluster is judged without it, so that a server that is only just starting costs no verdict.
 */
export class ReadReport {
  readonly #server: string;
  readonly #sink: ReportSink;
  readonly #patience: number;
  readonly #kinds = new Map<WatchedKind, KindHealth>();
  readonly #started = performance.now();
  #settled = false;
  #silence: string | undefined;
  #lacking: readonly string[] = [];

  /** `patience`: how long the first reading of a kind may fail; in milliseconds. */
  constructor(server: string, sink: ReportSink, patience: number) {
    this.#server = server;
    this.#sink = sink;
    this.#patience = patience;
  }

  /** Takes over how a kind, or its object of one name, is. */
  set(watched: WatchedKind, health: KindHealth): void {
    if (health.state === 'absent') {
      this.#kinds.delete(watched);
    } else {
      this.#kinds.set(watched, health);
    }
    this.#tell();
  }

  /** The server answers, whatever becomes of each kind; whether it did not before. */
  answers(): boolean {
    if (this.#silence === undefined) return false;
    this.#silence = undefined;
    this.#tell();
    return true;
  }

  /** The server does not answer, or not with anything of use. */
  fails(reason: string): void {
    this.#silence = reason;
    this.#tell();
  }

  /** What the server says that it lacks to know what is so now; nothing when it is well again. */
  lacks(checks: readonly string[]): void {
    if (checks.join() === this.#lacking.join()) return;
    this.#lacking = checks;
    this.#tell();
  }

  #tell(): void {
    const problem = this.#problem();
    if (this.#isUndecided()) {
      if (problem) this.#sink.unreachable(problem);
      return;
    }
    this.#settled = true;
    for (const definition of this.#definitions()) this.#tellKind(definition);
    if (problem) this.#sink.failed(problem);
    else this.#sink.synced();
  }

  /** Whether too little has been read to judge the cluster for the first time. */
  #isUndecided(): boolean {
    const all = [...this.#kinds.values()];
    const isPending = all.some(({ state }) => state === 'pending');
    if (this.#settled) return isPending && !this.#silence;
    const failing = all.filter(isMissing);
    const isPatient = performance.now() - this.#started < this.#patience;
    return (
      all.length === 0 ||
      isPending ||
      failing.length === all.length ||
      (failing.length > 0 && isPatient)
    );
  }

  #definitions(): ReadonlySet<KindToWatch> {
    return new Set([...this.#kinds.keys()].map(({ definition }) => definition));
  }

  #tellKind(definition: KindToWatch): void {
    const healths = [...this.#kinds].flatMap(([watched, health]) =>
      watched.definition === definition && !watched.isFound ? [health] : [],
    );
    const forbidden = healths.find(({ state }) => state === 'forbidden');
    const missing = healths.find(isMissing);
    if (forbidden?.state === 'forbidden') {
      this.#sink.forbid(definition, forbidden.reason, rbacRuleOf(definition));
    } else if (missing?.state === 'failing') {
      this.#sink.forbid(definition, missing.reason, null);
    } else {
      this.#sink.allow(definition);
    }
  }

  #problem(): string | undefined {
    const failing = [...this.#kinds].flatMap(([{ definition }, health]) =>
      health.state === 'failing'
        ? [{ plural: definition.plural, reason: health.reason }]
        : [],
    );
    if (this.#silence !== undefined) {
      return `Cannot ask ${this.#server} which kinds it serves: ${
        this.#silence
      }. It is tried again.`;
    }
    if (this.#lacking.length > 0) {
      return `${this.#server} says that it does not reach its ${shorten(
        this.#lacking,
      )}: what it answers is from before. It is tried again.`;
    }
    if (failing.length === 0) return undefined;
    const kinds = [...new Set(failing.map(({ plural }) => plural))];
    return `Cannot list or watch ${shorten(kinds)} at ${this.#server}: ${
      failing[0].reason
    }. It is tried again.`;
  }
}

function shorten(names: readonly string[]): string {
  return names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${
        names.length - NAMED
      } more kinds`
    : names.join(', ');
}

// What was listed once is known as it was then: stale, but not unknown.
function isMissing(health: KindHealth): boolean {
  return health.state === 'failing' && !health.listed;
}
