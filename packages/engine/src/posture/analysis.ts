import { remediesOf } from '../remediation/remedies';
import type { ClusterState } from '../state/clusterState';
import type { Derived } from '../state/derived';
import { Service, services } from '../state/kinds/service';
import type { Source } from '../state/reads';
import { sameValue } from '../state/sameValue';
import { Judged, judge } from './analyze';
import { assess } from './assess';
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

/** Questions of those that only remedies want to know that are asked at a time. */
const atOnce = 16;

/**
 * The postures of a state that changes. It remembers what each answer was made from, so that after a
 * change only the answers that read what changed are worked out again.
 *
 * Nothing is kept of the postures themselves: whoever asks keeps them.
 */
export class Analysis {
  readonly #state: ClusterState;
  readonly #postures = new Dependents<string>();
  readonly #remedies = new Dependents<string>();
  readonly #answers = new Dependents<Source>();
  readonly #last = new Map<Derived<unknown>, unknown>();
  readonly #due = new Set<string>();
  readonly #stale = new Set<string>();
  readonly #late = new Set<Source>();
  #services: readonly Service[] = [];
  #known = new Set<string>();
  #sweepAt = 10_000;

  constructor(state: ClusterState) {
    this.#state = state;
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
    const { due, known } = this.#noticeServices();
    this.#known = known;
    for (const one of due) this.#due.add(one);
    this.#notice();
    this.#sweep();
    return [...this.#due].sort().map(keyOf);
  }

  /**
   * The services whose posture may be another in a copy of the state, new and missing ones among them,
   * sorted. Call `affected` first, and judge those.
   */
  affectedIn(copy: ClusterState): readonly ServiceKey[] {
    // Of those that are not judged yet, it is not known what they read.
    const found = new Set(this.#due);
    for (const one of this.#postures.of(this.#changedIn(copy))) found.add(one);
    const there = new Set(copy.list(services).map(({ meta }) => nameOf(meta)));
    for (const one of there) if (!this.#known.has(one)) found.add(one);
    for (const one of this.#known) if (!there.has(one)) found.add(one);
    return [...found].sort().map(keyOf);
  }

  /** Judges one service again. Undefined when it is gone, or is a hop on the way to others. */
  judge(key: ServiceKey): Judged | undefined {
    const name = nameOf(key);
    this.#due.delete(name);
    const { value, read } = this.#note(() => judge(this.#state, key));
    this.#postures.set(name, this.#known.has(name) ? read : nothing);
    return value;
  }

  /** The ways out for one service, worked out now. */
  remedies(key: ServiceKey): readonly Remedy[] {
    const name = nameOf(key);
    this.#settle();
    this.#stale.delete(name);
    const { value, read } = this.#note(() => {
      const service = this.#state.get(services, key.namespace, key.name);
      if (!service || !isJudged(this.#state, service)) return [];
      const facts = assess(this.#state, service);
      return remediesOf(facts, findingsOf(facts));
    });
    this.#remedies.set(name, this.#known.has(name) ? read : nothing);
    return value;
  }

  /** Services whose remedies were asked for, and may be others since. Call `affected` first. */
  get staleRemedies(): readonly ServiceKey[] {
    this.#settle();
    return [...this.#stale].sort().map(keyOf);
  }

  /** Finds out whose answers may be others after what has changed. */
  #notice(): void {
    const changed = this.#takeChanged();
    for (const one of this.#postures.of(changed)) this.#due.add(one);
    for (const one of this.#remedies.of(changed)) this.#stale.add(one);
  }

  /**
   * Asks some of what only remedies want to know. False when nothing is left to ask, so that
   * `staleRemedies` and `remedies` have no need to.
   */
  settleSome(): boolean {
    const asked = [...this.#late].slice(0, atOnce);
    if (asked.length === 0) return false;
    for (const one of asked) this.#late.delete(one);
    for (const one of asked) this.#ask(one);
    this.#notice();
    return true;
  }

  #settle(): void {
    while (this.settleSome());
  }

  // Names come and go for months: what nobody read any more is forgotten now and then.
  #sweep(): void {
    const { reads } = this.#state;
    if (reads.size < this.#sweepAt) return;
    const isUsed = (one: Source) =>
      this.#postures.has(one) ||
      this.#remedies.has(one) ||
      this.#answers.has(one);
    this.#answers.drop(one => {
      if (isUsed(one)) return false;
      // Nobody is told any more when it changes: whoever kept it must not trust it.
      reads.outdate(one);
      return true;
    });
    reads.keep(isUsed);
    this.#sweepAt = reads.size * 2 + 10_000;
  }

  #noticeServices() {
    const list = this.#state.list(services);
    if (list === this.#services) return { due: [], known: this.#known };
    this.#services = list;
    const now = new Set(list.map(({ meta }) => nameOf(meta)));
    const due = [
      ...[...now].filter(one => !this.#known.has(one)),
      ...[...this.#known].filter(one => !now.has(one)),
    ];
    return { due, known: now };
  }

  #note<T>(work: () => T) {
    const noted = this.#state.reads.note(work);
    this.#noticeAnswers(noted.read);
    // What was read of derived values for the first time is what later ones are compared with.
    for (const derived of this.#state.reads.takeNewDerived()) {
      this.#last.set(derived, this.#state.read(derived));
    }
    return noted;
  }

  #noticeAnswers(read: ReadonlySet<Source>): void {
    const { reads } = this.#state;
    for (const source of read) {
      const made = reads.answered.get(source)?.read ?? reads.partsOf(source);
      if (!made || this.#answers.isFor(source, made)) continue;
      this.#answers.set(source, made);
      this.#noticeAnswers(made);
    }
  }

  #takeChanged(): ReadonlySet<Source> {
    const { reads } = this.#state;
    const changed = reads.takeChanged();
    for (const [derived, { whole, entries }] of reads.derived) {
      const before = this.#last.get(derived);
      const now = this.#state.read(derived);
      this.#last.set(derived, now);
      if (before === now) continue;
      changed.add(whole);
      for (const one of otherEntries(before, now, entries)) changed.add(one);
    }
    this.#askAgain(changed);
    return changed;
  }

  /** Adds the answers that are others now, until those that were made from these are seen to as well. */
  #askAgain(changed: Set<Source>): void {
    const { reads } = this.#state;
    let fresh: ReadonlySet<Source> = changed;
    while (fresh.size > 0) {
      const wholes = [...this.#answers.of(fresh)].filter(
        one => !this.#isAskedAgain(one),
      );
      // Questions whose answer has another gist than before were marked as they were asked.
      for (const one of wholes) reads.outdate(one);
      const others = [...wholes, ...reads.takeChanged()];
      fresh = new Set(others.filter(one => !changed.has(one)));
      for (const one of fresh) changed.add(one);
    }
  }

  /** What was read that is another in a copy. Nothing is noted of it. */
  #changedIn(copy: ClusterState): ReadonlySet<Source> {
    const { reads } = this.#state;
    const changed = new Set(copy.changed);
    for (const [derived, { whole, entries }] of reads.derived) {
      const before = this.#last.get(derived);
      const now = copy.read(derived);
      if (before === now) continue;
      changed.add(whole);
      for (const one of otherEntries(before, now, entries)) changed.add(one);
    }
    let fresh: ReadonlySet<Source> = changed;
    while (fresh.size > 0) {
      const others = [...this.#answers.of(fresh)].filter(
        one => !changed.has(one) && this.#isOtherIn(copy, one),
      );
      fresh = new Set(others);
      for (const one of fresh) changed.add(one);
    }
    return changed;
  }

  /** Whether an answer has another gist in a copy; what many answers share is taken for another. */
  #isOtherIn(copy: ClusterState, source: Source): boolean {
    const known = this.#state.reads.answered.get(source);
    if (!known) return true;
    const { question, gist } = known;
    // Only remedies depend on what is asked late.
    if (question.late) return false;
    return !sameValue(gist, question.gist(question.answer(copy)));
  }

  /** Asks a question again. False when the source is none, but what many answers share. */
  #isAskedAgain(source: Source): boolean {
    const { reads } = this.#state;
    const before = reads.answered.get(source);
    if (!before) return false;
    if (before.question.late) {
      this.#late.add(source);
      reads.doubt(source);
    } else {
      this.#ask(source);
    }
    return true;
  }

  #ask(source: Source): void {
    const { reads } = this.#state;
    const before = reads.answered.get(source);
    if (!before) return;
    const { read } = reads.apart(() => this.#state.ask(before.question));
    this.#noticeAnswers(read);
  }
}

/** The entries of a table that are others than before. */
function otherEntries(
  before: unknown,
  now: unknown,
  entries: ReadonlyMap<string, Source>,
): readonly Source[] {
  if (!(before instanceof Map) || !(now instanceof Map)) return [];
  return [...entries]
    .filter(([key]) => before.get(key) !== now.get(key))
    .map(([, source]) => source);
}

function nameOf({ namespace, name }: ServiceKey): string {
  return `${namespace}/${name}`;
}

function keyOf(name: string): ServiceKey {
  const slash = name.indexOf('/');
  return { namespace: name.slice(0, slash), name: name.slice(slash + 1) };
}
