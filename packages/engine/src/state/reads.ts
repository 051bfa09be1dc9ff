import type { Derived } from './derived';
import type { KindDefinition } from './kindDefinition';
import type { ObjectIndex } from './objectIndex';
import type { Pieces } from './pieces';
import { sameValue } from './sameValue';
import { Answered, DerivedSources, othersOf, Source, unread } from './source';

/**
 * Notes what is read while an answer is worked out, and which of that has changed since. One for a
 * state and all its forks: what an answer read in a fork, it would read again.
 */
export class Reads {
  readonly #objects = new Map<string, Map<string, Source>>();
  readonly #kinds = new Map<string, Source>();
  readonly #readable = new Source();
  readonly #absent = new Source();
  readonly #lists = new Map<ObjectIndex, Map<string, Source>>();
  readonly #values = new Map<Derived<unknown>, DerivedSources>();
  #newDerived: Derived<unknown>[] = [];
  #newAnswers: Source[] = [];
  readonly #answers = new Map<string, Source>();
  #noted: Set<Source> | undefined;
  /** Another number each time that somebody begins to note. */
  #noting = 0;
  #lastNoting = 0;
  /** Kept answers that may be others now. */
  readonly #doubted = new Set<Source>();
  /** The same while it is found out which of them are others, those that may be for others' sake among them. */
  #unsettled: ReadonlySet<Source> = new Set();
  readonly #outdated = new WeakSet<Source>();
  /** Whether every change has been taken, so that what was kept holds unless it is doubted. */
  #settled = true;
  #size = 0;
  #changed = new Set<Source>();
  /** Keys of objects that came or went, by kind. */
  readonly #movements = new Map<string, Set<string>>();

  /** Whether somebody wants to know what is read just now. */
  get noting(): boolean {
    return this.#noted !== undefined;
  }

  /** Runs work and returns what it read besides what it returns. */
  note<T>(work: () => T): {
    readonly value: T;
    readonly read: ReadonlySet<Source>;
  } {
    const noted = this.apart(work);
    this.again(noted.read);
    return noted;
  }

  /** Runs a piece of longer work; what it reads is added to what the pieces before have read. */
  piece<T>(read: Set<Source>, work: () => T): T {
    return this.#with(read, work);
  }

  /** The same for all pieces of it. */
  *pieces<T>(read: Set<Source>, work: Pieces<T>): Pieces<T> {
    let piece = this.piece(read, () => work.next());
    while (!piece.done) {
      yield;
      piece = this.piece(read, () => work.next());
    }
    return piece.value;
  }

  /** The same for work that whoever runs it does not depend on as such. */
  apart<T>(work: () => T): {
    readonly value: T;
    readonly read: ReadonlySet<Source>;
  } {
    const read = new Set<Source>();
    return { value: this.#with(read, work), read };
  }

  /**
   * The same for work whose result many share: all that it read is one source to them, to be noted
   * with `again` by whoever takes the result later.
   */
  whole<T>(work: () => T): { readonly value: T; readonly source: Source } {
    const { value, read } = this.apart(work);
    const source = new Source();
    source.parts = read;
    this.#newAnswers.push(source);
    this.again([source]);
    return { value, source };
  }

  /** Says of a kept answer that it may be another now. */
  doubt(answer: Source): void {
    this.#doubted.add(answer);
  }

  /** Says which kept answers may be others while it is found out which are. */
  unsettle(answers: ReadonlySet<Source>): void {
    this.#unsettled = answers;
  }

  /** Says of a whole that one of its parts is another now. */
  outdate(whole: Source): void {
    this.#outdated.add(whole);
  }

  /** Whether a whole is known to be the same still. */
  isGood(whole: Source): boolean {
    return this.#settled && !this.#outdated.has(whole);
  }

  /** The answer to a question, where readers are told of it. */
  answerTo(key: string): Source | undefined {
    return this.#answers.get(key);
  }

  /** Whether an answer is known to be the same still. */
  isKept(answer: Source): boolean {
    return (
      this.#settled &&
      !this.#doubted.has(answer) &&
      !this.#unsettled.has(answer)
    );
  }

  /** Runs work whose reads are known by other means. */
  unnoted<T>(work: () => T): T {
    return this.#with(undefined, work);
  }

  /** Notes once more what an answer that was kept had read. */
  again(read: Iterable<Source>): void {
    if (this.#noted) for (const one of read) this.#note(one);
  }

  /** Notes what answers were made from, and not the answers: down to what nobody has been asked for. */
  origins(read: Iterable<Source>): void {
    if (!this.#noted) return;
    for (const given of read) {
      const one = given.table ?? given;
      if (!one.answered) {
        this.#note(one);
      } else if (one.notingOrigins !== this.#noting) {
        one.notingOrigins = this.#noting;
        this.origins(one.answered.read);
      }
    }
  }

  /** The place of an object, when somebody wants to know. */
  object(kind: string, key: string): Source | undefined {
    if (!this.#noted) return undefined;
    return this.#note(this.#source(inner(this.#objects, kind), key));
  }

  kind(kind: string): void {
    if (this.#noted) this.#note(this.#source(this.#kinds, kind));
  }

  /** Which kinds can be read: seldom another, and of concern to everybody then. */
  readability(): void {
    this.#note(this.#readable);
  }

  /** Which kinds there has never been an object of. */
  absence(): void {
    this.#note(this.#absent);
  }

  /** A list of an index, when somebody wants to know. */
  list(index: ObjectIndex, key: string): Source | undefined {
    if (!this.#noted) return undefined;
    return this.#note(this.#source(inner(this.#lists, index), key));
  }

  value(derived: Derived<unknown>): void {
    if (this.#noted) this.#note(this.#derived(derived).whole);
  }

  entry(table: Derived<unknown>, key: string): void {
    if (!this.#noted) return;
    const source = this.#source(this.#derived(table).entries, key);
    source.derived ??= { from: table, key };
    this.#note(source);
  }

  /** Answers, and what many of them share, that were worked out since the last call. */
  takeNewAnswers(): readonly Source[] {
    const taken = this.#newAnswers;
    this.#newAnswers = [];
    return taken;
  }

  /** Keeps an answer, and notes it. */
  answer(answered: Answered): Source {
    const source = this.#source(this.#answers, answered.question.key);
    const before = source.answered;
    // Others who asked before a change that nobody has looked at yet go by what they were told.
    if (before && !sameValue(before.gist, answered.gist)) {
      for (const one of othersOf(source, answered.gist)) this.#mark(one);
    }
    // The same set as before where it says the same: whoever keeps it need not look at it again.
    const read =
      before && sameSources(before.read, answered.read)
        ? before.read
        : answered.read;
    source.answered = { ...answered, read };
    this.#newAnswers.push(source);
    this.#doubted.delete(source);
    this.#note(source);
    return source;
  }

  /** Notes an entry of an answer that is a table. */
  entryOf(table: Source, key: string): void {
    if (!this.#noted) return;
    table.entries ??= new Map();
    const entry = this.#source(table.entries, key);
    entry.table = table;
    this.#note(entry);
  }

  objectChanged(kind: string, key: string): void {
    this.#settled = false;
    for (const one of this.ofObject(kind, key)) this.#mark(one);
  }

  /** An object that says nothing new to those who ask for it by its name. */
  objectRenewed(kind: string, key: string): void {
    this.#settled = false;
    this.#mark(this.ofKind(kind));
    const place = this.#objects.get(kind)?.get(key);
    if (place) place.held = unread;
  }

  /** Starts to write down which objects of a kind come and go. */
  watchMovements(kind: string): void {
    this.#movements.set(kind, new Set());
  }

  objectMoved(kind: string, key: string): void {
    this.#movements.get(kind)?.add(key);
  }

  /** The keys of objects that came or went since the last call. */
  takeMovements(kind: string): ReadonlySet<string> {
    const taken = this.#movements.get(kind) ?? new Set();
    this.#movements.set(kind, new Set());
    return taken;
  }

  /** What somebody read that an object is part of: itself, and its whole kind. */
  ofObject(kind: string, key: string): readonly Source[] {
    const found = [this.ofKind(kind), this.#objects.get(kind)?.get(key)];
    return found.filter((one): one is Source => one !== undefined);
  }

  /** A whole kind, where somebody read it. */
  ofKind(kind: string): Source | undefined {
    return this.#kinds.get(kind);
  }

  /** A list of an index, where somebody read it. */
  ofList(index: ObjectIndex, key: string): Source | undefined {
    return this.#lists.get(index)?.get(key);
  }

  /** The indexes of a kind that anybody has read a list of. */
  indexesOf(kind: KindDefinition): readonly ObjectIndex[] {
    const key = kind.key;
    return [...this.#lists.keys()].filter(index => index.kind.key === key);
  }

  /** That there has never been an object of some kind. */
  get ofAbsence(): Source {
    return this.#absent;
  }

  /** Which kinds can be read. */
  get ofReadability(): Source {
    return this.#readable;
  }

  readabilityChanged(): void {
    this.#settled = false;
    this.#mark(this.#readable);
  }

  absenceChanged(): void {
    this.#mark(this.#absent);
  }

  listChanged(index: ObjectIndex, key: string): void {
    this.#mark(this.ofList(index, key));
  }

  /** What a derived value is to those who read it, where anybody did. */
  ofDerived(derived: Derived<unknown>): DerivedSources | undefined {
    return this.#values.get(derived);
  }

  /** Derived values that were read, by value or by entry, for the first time since the last call. */
  takeNewDerived(): readonly Derived<unknown>[] {
    const taken = this.#newDerived;
    this.#newDerived = [];
    return taken;
  }

  #derived(derived: Derived<unknown>): DerivedSources {
    const known = this.#values.get(derived);
    if (known) return known;
    const made = { whole: new Source(), entries: new Map() };
    made.whole.derived = { from: derived };
    this.#values.set(derived, made);
    this.#newDerived.push(derived);
    return made;
  }

  /** Number of sources that are known. */
  get size(): number {
    return this.#size;
  }

  /** Forgets the sources that nobody depends on. */
  keep(isUsed: (source: Source) => boolean): void {
    const maps = [
      ...this.#objects.values(),
      ...this.#lists.values(),
      ...[...this.#values.values()].map(one => one.entries),
      ...[...this.#answers.values()].flatMap(one => one.entries ?? []),
      this.#answers,
    ];
    for (const map of maps) {
      for (const [key, source] of map) {
        if (isUsed(source)) continue;
        map.delete(key);
        source.answered = undefined;
        this.#doubted.delete(source);
        this.#size -= 1;
      }
    }
  }

  /** What was read by anyone and has changed since the last call. */
  takeChanged(): Set<Source> {
    const changed = this.#changed;
    this.#changed = new Set();
    this.#settled = true;
    return changed;
  }

  #source(sources: Map<string, Source>, key: string): Source {
    const known = sources.get(key);
    if (known) return known;
    const made = new Source();
    sources.set(key, made);
    this.#size += 1;
    return made;
  }

  // Most of what is read is read again and again: it is added once.
  #note(source: Source): Source {
    if (this.#noted && source.noting !== this.#noting) {
      source.noting = this.#noting;
      this.#noted.add(source);
    }
    return source;
  }

  #with<T>(noted: Set<Source> | undefined, work: () => T): T {
    const [outer, outerNoting] = [this.#noted, this.#noting];
    this.#noted = noted;
    this.#lastNoting += 1;
    this.#noting = this.#lastNoting;
    try {
      return work();
    } finally {
      this.#noted = outer;
      this.#noting = outerNoting;
    }
  }

  #mark(source: Source | undefined): void {
    if (!source) return;
    source.held = unread;
    this.#changed.add(source);
  }
}

function sameSources(a: ReadonlySet<Source>, b: ReadonlySet<Source>): boolean {
  if (a.size !== b.size) return false;
  for (const one of a) if (!b.has(one)) return false;
  return true;
}

function inner<K, V>(maps: Map<K, Map<string, V>>, key: K): Map<string, V> {
  const known = maps.get(key);
  if (known) return known;
  const made = new Map<string, V>();
  maps.set(key, made);
  return made;
}
