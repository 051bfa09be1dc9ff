import { remediesInPieces } from '../remediation/remedies';
import type { ClusterState } from '../state/clusterState';
import type { Derived } from '../state/derived';
import { services } from '../state/kinds/service';
import { atOnce, Pieces } from '../state/pieces';
import { othersOf, Source } from '../state/reads';
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

/** What is worked out before a question is asked. */
interface Preparation {
  readonly asked: Source;
  readonly version: number;
  readonly work: Pieces<unknown>;
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
  readonly #postures = new Dependents<string>();
  readonly #remedies = new Dependents<string>();
  readonly #answers = new Dependents<Source>();
  readonly #last = new Map<Derived<unknown>, unknown>();
  readonly #derived = new Map<Source, Derived<unknown>>();
  readonly #due = new Set<string>();
  readonly #stale = new Set<string>();
  readonly #late = new Set<Source>();
  readonly #known: Set<string>;
  #preparing: Preparation | undefined;

  constructor(state: ClusterState) {
    this.#state = state;
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
    const there = namesIn(copy);
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
    let piece = this.#piece(read, work);
    while (!piece.done) {
      yield;
      if (this.#state.version !== version) return undefined;
      piece = this.#piece(read, work);
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

  // What was worked out is put down before anything can change: what is left undone is kept, too.
  #piece<T>(read: Set<Source>, work: Pieces<T>) {
    const piece = this.#state.reads.piece(read, () => work.next());
    this.#noticeNew();
    return piece;
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
   * Goes on with asking what only remedies want to know. False when nothing is left to ask, so that
   * `staleRemedies` and `remedies` have no need to.
   */
  settleSome(): boolean {
    const [asked] = this.#late;
    if (!asked) return false;
    if (this.#prepareSome(asked)) return true;
    this.#late.delete(asked);
    this.#ask(asked);
    this.#notice();
    return true;
  }

  /** Goes on with answering a question. False when it can be asked. */
  #prepareSome(asked: Source): boolean {
    const { version } = this.#state;
    if (
      this.#preparing?.asked !== asked ||
      this.#preparing.version !== version
    ) {
      if (!asked.answered) return false;
      const { question } = asked.answered;
      const work = this.#state.prepareInPieces(question);
      this.#preparing = { asked, version, work };
    }
    const { work } = this.#preparing;
    return !this.#piece(new Set(), work).done;
  }

  #settle(): void {
    while (this.settleSome());
  }

  // Names come and go for months: when most are such that nobody reads any more, these are forgotten.
  #sweep(): void {
    const { reads } = this.#state;
    const readers = [this.#postures, this.#remedies, this.#answers];
    const used = readers.reduce((sum, one) => sum + one.size, 0);
    if (reads.size < 10_000 + 2 * used) return;
    const isRead = (one: Source) => readers.some(all => all.has(one));
    const isUsed = (one: Source) =>
      isRead(one) || [...(one.entries?.values() ?? [])].some(isRead);
    this.#answers.drop(one => {
      if (isUsed(one) || this.#derived.has(one)) return false;
      // Nobody is told any more when it changes: whoever kept it must not trust it.
      reads.outdate(one);
      return true;
    });
    reads.keep(isUsed);
  }

  #noticeServices(): void {
    for (const name of this.#state.reads.takeMovements(services.key)) {
      this.#due.add(name);
      if (this.#state.at(services, name)) this.#known.add(name);
      else this.#known.delete(name);
    }
  }

  #note<T>(work: () => T) {
    const noted = this.#state.reads.note(work);
    this.#noticeNew();
    return noted;
  }

  #noticeNew(): void {
    this.#noticeDerived();
    this.#noticeAnswers();
  }

  // What was read of derived values for the first time is what later ones are compared with.
  #noticeDerived(): void {
    for (const derived of this.#state.reads.takeNewDerived()) {
      const { whole } = this.#state.reads.ofDerived(derived)!;
      this.#derived.set(whole, derived);
      this.#last.set(derived, this.#state.read(derived));
      this.#noteOrigins(derived, whole);
    }
  }

  #noteOrigins(derived: Derived<unknown>, whole: Source): void {
    const { reads } = this.#state;
    const { read } = reads.apart(() => this.#state.noteOrigins(derived));
    this.#answers.set(whole, read);
    // It may be made from others that nobody has read yet.
    this.#noticeDerived();
  }

  #noticeAnswers(): void {
    for (const source of this.#state.reads.takeNewAnswers()) {
      const made = source.answered?.read ?? source.parts;
      if (made) this.#answers.set(source, made);
    }
  }

  /** What has changed, with the answers that are others for it, and those that were made from these. */
  #takeChanged(): ReadonlySet<Source> {
    const { reads } = this.#state;
    const changed = reads.takeChanged();
    // Derived values are made of no answers: with them right, what is asked again comes out right at once.
    this.#spread(changed, one => this.#computedAgain(one));
    reads.unsettle(this.#answeredFrom(changed));
    this.#spread(changed, one => this.#answeredAgain(one));
    reads.unsettle(nothing);
    return changed;
  }

  /** Adds to what has changed what is another for it, and what that was made into. */
  #spread(
    changed: Set<Source>,
    again: (one: Source) => readonly Source[],
  ): void {
    let fresh: ReadonlySet<Source> = new Set(changed);
    while (fresh.size > 0) {
      const others = [...this.#answers.of(fresh)].flatMap(again);
      fresh = new Set(others.filter(one => !changed.has(one)));
      for (const one of fresh) changed.add(one);
    }
  }

  /** The answers that were made from what has changed, or from such answers. */
  #answeredFrom(changed: ReadonlySet<Source>): ReadonlySet<Source> {
    const found = new Set<Source>();
    let fresh: Iterable<Source> = changed;
    for (let size = -1; size < found.size; ) {
      size = found.size;
      const next: Source[] = [];
      for (const one of this.#answers.of(fresh)) {
        if (found.has(one) || this.#derived.has(one)) continue;
        found.add(one);
        next.push(one, ...(one.entries?.values() ?? []));
      }
      fresh = next;
    }
    return found;
  }

  /** What of an answer is another now. */
  #answeredAgain(source: Source): readonly Source[] {
    if (this.#derived.has(source)) return [];
    const { reads } = this.#state;
    // A question whose answer has another gist than before is marked as it is asked.
    if (this.#isAskedAgain(source)) return [...reads.takeChanged()];
    reads.outdate(source);
    return [source];
  }

  /** What of a derived value is another now. */
  #computedAgain(whole: Source): readonly Source[] {
    const derived = this.#derived.get(whole);
    if (!derived) return [];
    const before = this.#last.get(derived);
    const now = this.#state.read(derived);
    this.#last.set(derived, now);
    this.#noteOrigins(derived, whole);
    return this.#differences(derived, before, now);
  }

  /** The sources that a derived value is, as far as they are others than before. */
  #differences(
    derived: Derived<unknown>,
    before: unknown,
    now: unknown,
  ): readonly Source[] {
    const sources = this.#state.reads.ofDerived(derived);
    if (!sources || before === now) return [];
    return [sources.whole, ...otherEntries(before, now, sources.entries)];
  }

  /** What was read that is another in a copy. Nothing is noted of it. */
  #changedIn(copy: ClusterState): ReadonlySet<Source> {
    const changed = new Set(copy.changed);
    let fresh: ReadonlySet<Source> = changed;
    while (fresh.size > 0) {
      const others = [...this.#answers.of(fresh)].flatMap(one =>
        this.#otherIn(copy, one),
      );
      fresh = new Set(others.filter(one => !changed.has(one)));
      for (const one of fresh) changed.add(one);
    }
    return changed;
  }

  /** What of an answer is another in a copy. */
  #otherIn(copy: ClusterState, source: Source): readonly Source[] {
    const derived = this.#derived.get(source);
    if (!derived) return this.#answeredOtherwiseIn(copy, source);
    return this.#differences(
      derived,
      this.#last.get(derived),
      copy.read(derived),
    );
  }

  /** What of an answer has another gist in a copy; what many answers share is taken for another. */
  #answeredOtherwiseIn(copy: ClusterState, source: Source): readonly Source[] {
    if (!source.answered) return [source];
    const { question, gist } = source.answered;
    // Only remedies depend on what is asked late.
    if (question.late) return [];
    const now = question.gist(question.answer(copy));
    return sameValue(gist, now) ? [] : othersOf(source, now);
  }

  /** Asks a question again. False when the source is none, but what many answers share. */
  #isAskedAgain(source: Source): boolean {
    const { reads } = this.#state;
    const before = source.answered;
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
    const before = source.answered;
    if (!before) return;
    reads.apart(() => this.#state.ask(before.question));
    this.#noticeNew();
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
