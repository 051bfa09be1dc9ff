import type { ClusterState } from '../state/clusterState';
import type { Derived } from '../state/derived';
import type { Pieces } from '../state/pieces';
import { sameValue } from '../state/sameValue';
import { othersOf, Source } from '../state/source';
import { Dependents } from './dependents';

/** What is worked out before a question is asked. */
interface Preparation {
  readonly asked: Source;
  readonly version: number;
  readonly work: Pieces<unknown>;
}

const nothing: ReadonlySet<Source> = new Set();

/**
 * What a change makes another: derived values are compared with what they were last, and questions are asked
 * again, so that of what was made from a changed object only what says something else counts as changed.
 */
export class Consequences {
  readonly #state: ClusterState;
  /** What was made from what: answers, and derived values, from the sources that they read. */
  readonly #answers = new Dependents<Source>();
  readonly #last = new Map<Derived<unknown>, unknown>();
  readonly #derived = new Map<Source, Derived<unknown>>();
  /** Questions to be asked again only when somebody wants to know. */
  readonly #late = new Set<Source>();
  #preparing: Preparation | undefined;

  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** Runs work, and returns what it read besides what it returns. */
  note<T>(work: () => T): {
    readonly value: T;
    readonly read: ReadonlySet<Source>;
  } {
    const noted = this.#state.reads.note(work);
    this.#noticeNew();
    return noted;
  }

  /** Runs a piece of longer work, and adds what it reads to what the pieces before have read. */
  piece<T>(read: Set<Source>, work: Pieces<T>): IteratorResult<void, T> {
    // What was worked out is put down before anything can change: what is left undone is kept, too.
    const piece = this.#state.reads.piece(read, () => work.next());
    this.#noticeNew();
    return piece;
  }

  /** What has changed, with the answers that are others for it, and those that were made from these. */
  takeChanged(): ReadonlySet<Source> {
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
  changedIn(copy: ClusterState): ReadonlySet<Source> {
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

  /**
   * Goes on with asking what is asked late. `asked`: something may be another for it now. `settled`: nothing is
   * left to ask.
   */
  settleSome(): 'going on' | 'asked' | 'settled' {
    const [asked] = this.#late;
    if (!asked) return 'settled';
    if (this.#prepareSome(asked)) return 'going on';
    this.#late.delete(asked);
    this.#ask(asked);
    return 'asked';
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
    return !this.piece(new Set(), work).done;
  }

  /**
   * Forgets the names that nobody reads any more, once most are such: names come and go for months. `readers` are
   * those who read besides.
   */
  sweep(readers: readonly Pick<Dependents<string>, 'has' | 'size'>[]): void {
    const { reads } = this.#state;
    const all = [...readers, this.#answers];
    const used = all.reduce((sum, one) => sum + one.size, 0);
    if (reads.size < 10_000 + 2 * used) return;
    const isRead = (one: Source) => all.some(reader => reader.has(one));
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
