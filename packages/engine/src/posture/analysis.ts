import { remediesInPieces } from '../remediation/remedies';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';
import { atOnce, Pieces } from '../state/pieces';
import type { Source } from '../state/source';
import { Judged, judge } from './analyze';
import { assess } from './assess';
import { Consequences } from './consequences';
import { Dependents } from './dependents';
import { findingsOf } from './findings';
import { isJudged } from './judged';
import type { ServiceKey } from './serviceKey';
import type { Remedy } from './servicePosture';

/** What is new since the last time: postures worked out again, and services that have none any more. */
export interface Refreshed {
  readonly judged: readonly Judged[];
  readonly gone: readonly ServiceKey[];
}

const nothing: ReadonlySet<Source> = new Set();

/**
 * The postures of a state that changes. It remembers what each answer was made from, so that after a
 * change only the answers that read what changed are worked out again.
 *
 * Nothing is kept of the postures themselves: whoever asks keeps them.
 */
export class Analysis {
  readonly #state: ClusterState;
  readonly #consequences: Consequences;
  readonly #postures = new Dependents<string>();
  readonly #remedies = new Dependents<string>();
  readonly #due = new Set<string>();
  readonly #stale = new Set<string>();
  readonly #known: Set<string>;

  constructor(state: ClusterState) {
    this.#state = state;
    this.#consequences = new Consequences(state);
    this.#known = namesIn(state);
    for (const one of this.#known) this.#due.add(one);
    state.reads.watchMovements(services.key);
  }

  /** Works out everything that a change since the last call could have touched. */
  refresh(): Refreshed {
    const judged: Judged[] = [];
    const gone: ServiceKey[] = [];
    for (const key of this.affected()) {
      const one = this.judge(key);
      if (one) judged.push(one);
      else gone.push(key);
    }
    return { judged, gone };
  }

  /**
   * The services whose posture may be another since they were last judged, new and deleted ones
   * among them, sorted. They stay affected until `judge` has seen to them.
   */
  affected(): readonly ServiceKey[] {
    this.#noticeServices();
    this.#notice();
    this.#consequences.sweep([this.#postures, this.#remedies]);
    return [...this.#due].sort().map(keyOf);
  }

  /**
   * The services whose posture may be another in a copy of the state, new and missing ones among them,
   * sorted. Call `affected` first, and judge those.
   */
  affectedIn(copy: ClusterState): readonly ServiceKey[] {
    // Of those that are not judged yet, it is not known what they read.
    const found = new Set(this.#due);
    for (const one of this.#postures.of(this.#consequences.changedIn(copy)))
      found.add(one);
    const there = namesIn(copy);
    for (const one of there) if (!this.#known.has(one)) found.add(one);
    for (const one of this.#known) if (!there.has(one)) found.add(one);
    return [...found].sort().map(keyOf);
  }

  /** Judges one service again. Undefined when it is gone, or is a hop on the way to others. */
  judge(key: ServiceKey): Judged | undefined {
    const name = nameOf(key);
    this.#due.delete(name);
    const { value, read } = this.#consequences.note(() =>
      judge(this.#state, key),
    );
    this.#postures.set(name, this.#known.has(name) ? read : nothing);
    return value;
  }

  /** The ways out for one service, worked out now. */
  remedies(key: ServiceKey): readonly Remedy[] {
    return atOnce(this.remediesInPieces(key)) ?? [];
  }

  /**
   * The same in pieces. Undefined when the state has changed between two of them: it has to be begun anew
   * then, after `affected`, and gets quickly to where it was.
   */
  *remediesInPieces(key: ServiceKey): Pieces<readonly Remedy[] | undefined> {
    const name = nameOf(key);
    this.#settle();
    const { version } = this.#state;
    const read = new Set<Source>();
    const work = this.#waysOut(key);
    let piece = this.#consequences.piece(read, work);
    while (!piece.done) {
      yield;
      if (this.#state.version !== version) return undefined;
      piece = this.#consequences.piece(read, work);
    }
    this.#stale.delete(name);
    this.#remedies.set(name, this.#known.has(name) ? read : nothing);
    return piece.value;
  }

  *#waysOut({ namespace, name }: ServiceKey): Pieces<readonly Remedy[]> {
    const service = this.#state.get(services, namespace, name);
    if (!service || !isJudged(this.#state, service)) return [];
    const facts = assess(this.#state, service);
    yield;
    return yield* remediesInPieces(facts, findingsOf(facts));
  }

  /** Services whose remedies were asked for, and may be others since. Call `affected` first. */
  get staleRemedies(): readonly ServiceKey[] {
    this.#settle();
    return [...this.#stale].sort().map(keyOf);
  }

  /** Finds out whose answers may be others after what has changed. */
  #notice(): void {
    const changed = this.#consequences.takeChanged();
    for (const one of this.#postures.of(changed)) this.#due.add(one);
    for (const one of this.#remedies.of(changed)) this.#stale.add(one);
  }

  /**
   * Goes on with asking what only remedies want to know. False when nothing is left to ask, so that
   * `staleRemedies` and `remedies` have no need to.
   */
  settleSome(): boolean {
    const settled = this.#consequences.settleSome();
    if (settled === 'asked') this.#notice();
    return settled !== 'settled';
  }

  #settle(): void {
    while (this.settleSome());
  }

  #noticeServices(): void {
    for (const name of this.#state.reads.takeMovements(services.key)) {
      this.#due.add(name);
      if (this.#state.at(services, name)) this.#known.add(name);
      else this.#known.delete(name);
    }
  }
}

function namesIn(state: ClusterState): Set<string> {
  return new Set(state.list(services).map(({ meta }) => nameOf(meta)));
}

function nameOf({ namespace, name }: ServiceKey): string {
  return `${namespace}/${name}`;
}

function keyOf(name: string): ServiceKey {
  const slash = name.indexOf('/');
  return { namespace: name.slice(0, slash), name: name.slice(slash + 1) };
}
