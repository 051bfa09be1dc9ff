import { Bucket, Derived, DerivedTable, Origin, Question } from './derived';
import { KindDefinition, kindKey } from './kindDefinition';
import { kindOf } from './kinds';
import { KubeObject, trimMeta } from './meta';
import { Buckets, namespaceIndex, nothing, ObjectIndex } from './objectIndex';
import type { Pieces } from './pieces';
import { text } from './read';
import { madeFromOthers, Reads, Source, unread } from './reads';
import { ReplacedObjects } from './replacedObjects';
import { sameValue } from './sameValue';
import { settled } from './settled';
import { copyOf, newShelf, Shelf, sortedObjects } from './shelf';
import { Siblings } from './siblings';

interface Cached {
  readonly origins: readonly unknown[];
  readonly value: unknown;
  /** The version of a state that it was last found to hold in. */
  holdsIn: number;
}

/** A value that may have read anything, with what it did read. */
interface Recalled {
  readonly value: unknown;
  readonly read: ReadonlySet<Source>;
  readonly witnesses: readonly Witness[];
}

/** One thing that was read, and how to see whether it is still the same. */
interface Witness {
  readonly was: unknown;
  readonly now: (state: ClusterState) => unknown;
}

interface AnsweredInCopy {
  readonly value: unknown;
  readonly read: ReadonlySet<Source>;
}

interface KnownAnswer {
  readonly source: Source;
  readonly value: unknown;
}

let lastVersion = 0;

/**
 * The trimmed, indexed copy of one cluster. Same objects, same answers, whatever the order in which
 * they came. Objects of kinds that no rule reads are ignored.
 */
export class ClusterState {
  readonly name: string;
  /** What is read of this state and of its forks, for whoever keeps answers. */
  readonly reads: Reads;
  readonly #isFork: boolean;
  /** Of a copy, what it was made of, and what version that had. */
  #original: ClusterState | undefined;
  #copiedAt = 0;
  /** In a copy, what is another here than in the original: objects, and what else is read. */
  readonly #replaced = new ReplacedObjects();
  readonly #changedBesides = new Set<Source>();
  /** In a copy, whether derived values and answers are what they are in the original, as far as that is known. */
  readonly #sameAsOriginal = new Map<Source, boolean>();
  #shelves = new Map<string, Shelf>();
  #indexes = new Map<string, Map<ObjectIndex, Buckets>>();
  /** Shelves and indexes of these kinds belong to another state too. */
  #shared = new Set<string>();
  #unreadable = new Map<string, string>();
  /** Another one whenever what can be read changes. */
  #readability = 0;
  /** Another one whenever anything changes; a copy has that of its original until it is written to. */
  #version = 0;
  #cache = new Map<Derived<unknown>, Cached>();
  #recalled = new Map<Derived<unknown>, Recalled>();
  /** Values of this state that are known to hold, until something changes. */
  readonly #valid = new Set<Derived<unknown>>();
  /** Where what is read is written down, while a value that may read anything is computed. */
  #witnesses: Witness[] | undefined;
  readonly #siblings = new Siblings();
  /** Answers to questions, for as long as nothing changes: those whose reads were noted, and others. */
  readonly #answers = new Map<Source, unknown>();
  readonly #unnoted = new Map<string, unknown>();
  /** Of a copy, the same with what they read. */
  readonly #inCopy = new Map<string, AnsweredInCopy>();
  #answersOf = 0;

  constructor(options: { name: string }, reads?: Reads) {
    this.name = options.name;
    this.#isFork = reads !== undefined;
    this.reads = reads ?? new Reads();
  }

  /**
   * Adds or replaces an object as the API serves it. Returns false when no rule reads it. One that says what is
   * known already changes nothing: what is kept has the version that said so first.
   */
  upsert(object: unknown): boolean {
    const definition = kindOf(object);
    const meta = trimMeta(object);
    if (!definition || !meta) return false;
    const trimmed = definition.trim(object, meta);
    // An object that has become useless must not stay as it was.
    if (!trimmed) return this.remove(object);
    const objects = this.#shelf(definition)?.objects;
    const known = objects?.get(objectKey(meta.namespace, meta.name));
    if (known && saysTheSame(known, trimmed)) return true;
    this.put(definition, this.#siblings.sharing(trimmed, objects?.size ?? 0));
    return true;
  }

  /** Adds or replaces an object that is trimmed already, such as a changed copy of one from here. */
  put<T extends KubeObject>(kind: KindDefinition<T>, object: T): void {
    this.#replace(kind, object, object);
  }

  /** Removes the object with this one's kind, namespace and name. Returns whether it was there. */
  remove(object: unknown): boolean {
    const definition = kindOf(object);
    const name = text(object, 'metadata', 'name');
    if (!definition || name === undefined) return false;
    const key = objectKey(text(object, 'metadata', 'namespace') ?? '', name);
    const known = this.#shelf(definition)?.objects.get(key);
    if (!known) return false;
    this.#replace(definition, known, undefined);
    return true;
  }

  /** Marks a kind as unreadable, with the reason that a user is to see. Its objects are kept. */
  forbid(kind: { group: string; kind: string }, reason: string): void {
    this.#unreadable.set(kindKey(kind), reason);
    this.#touchReadability();
  }

  /** Takes `forbid` back. */
  allow(kind: { group: string; kind: string }): void {
    this.#unreadable.delete(kindKey(kind));
    this.#touchReadability();
  }

  /** Why a kind could not be read, undefined when it was. */
  unreadable(kind: { group: string; kind: string }): string | undefined {
    this.reads.readability();
    if (this.#unreadable.size === 0 && !this.#witnesses) return undefined;
    const key = kindKey(kind);
    const reason = this.#unreadable.get(key);
    this.#witness(reason, state => state.#unreadable.get(key));
    return reason;
  }

  get<T extends KubeObject>(
    kind: KindDefinition<T>,
    namespace: string,
    name: string,
  ): T | undefined {
    return this.at(kind, objectKey(namespace, name));
  }

  /** The object with the key "namespace/name". */
  at<T extends KubeObject>(
    kind: KindDefinition<T>,
    key: string,
  ): T | undefined {
    const shelf = this.#noticed(kind);
    if (!shelf) return undefined;
    const source = this.reads.object(kind.key, key);
    const object = this.#held<T | undefined>(source, () =>
      shelf.objects.get(key),
    );
    const told = (one: KubeObject | undefined) =>
      kind.restInLists ? one?.meta : one;
    this.#witness(told(object), state =>
      told(state.#shelf(kind)?.objects.get(key)),
    );
    return object;
  }

  /** All objects of a kind, sorted by namespace and name. */
  list<T extends KubeObject>(kind: KindDefinition<T>): readonly T[] {
    const shelf = this.#noticed(kind);
    if (!shelf) return nothing;
    this.reads.kind(kind.key);
    this.#witness(shelf.version, state => state.#shelf(kind)?.version);
    return sortedObjects(shelf) as readonly T[];
  }

  /** The objects of a kind in one namespace, sorted by name. */
  inNamespace<T extends KubeObject>(
    kind: KindDefinition<T>,
    namespace: string,
  ): readonly T[] {
    return this.lookup(namespaceIndex(kind), namespace);
  }

  /** The objects that an index has under a key, sorted by namespace and name. */
  lookup<T extends KubeObject>(
    index: ObjectIndex<T>,
    key: string,
  ): readonly T[] {
    const bare = index as unknown as ObjectIndex;
    if (!this.#noticed(bare.kind)) return nothing;
    const source = this.reads.list(bare, key);
    const found = this.#held<readonly T[]>(source, () =>
      this.#buckets(bare).get(key),
    );
    this.#witness(found, state => state.#buckets(bare).get(key));
    return found;
  }

  /** How many objects an index has under a key, for whoever says the same however many: it is not noted. */
  count<T extends KubeObject>(index: ObjectIndex<T>, key: string): number {
    const bare = index as unknown as ObjectIndex;
    return this.#shelf(bare.kind) ? this.#buckets(bare).get(key).length : 0;
  }

  /** What is found somewhere; in the original, the source that is noted for it has it already. */
  #held<T>(source: Source | undefined, find: () => unknown): T {
    if (!source || this.#isFork) return find() as T;
    if (source.held === unread) source.held = find();
    return source.held as T;
  }

  /** Number of objects kept. */
  get size(): number {
    let size = 0;
    for (const shelf of this.#shelves.values()) size += shelf.objects.size;
    return size;
  }

  /** A value derived from this state, computed at most once for the same objects. */
  read<T>(derived: Derived<T>): T {
    this.#noteDerived(derived);
    const value = this.#computed(derived);
    this.#witness(value, state => state.#computed(derived));
    return value;
  }

  /** An entry of a table derived from this state. */
  readAt<T>(table: DerivedTable<T>, key: string): T | undefined {
    this.reads.entry(table, key);
    const entry = this.#computed(table).get(key);
    this.#witness(entry, state => state.#computed(table).get(key));
    return entry;
  }

  /** An answer. In a copy it is one read among others, as questions are compared in the original. */
  ask<T>(question: Question<T>): T {
    if (this.#witnesses) return question.answer(this);
    this.#forgetOldAnswers();
    if (!this.reads.noting) return this.#askUnnoted(question);
    return this.#isFork ? this.#askInCopy(question) : this.#askNoted(question);
  }

  /** An entry of an answer that is a table: whoever asks depends on that entry alone. */
  askAt<T>(
    question: Question<ReadonlyMap<string, T>>,
    key: string,
  ): T | undefined {
    if (this.#isFork || !this.reads.noting) return this.ask(question).get(key);
    const table = this.prepare(question);
    const source = this.reads.answerTo(question.key);
    if (source) this.reads.entryOf(source, key);
    return table.get(key);
  }

  /** Answers a question that is going to be asked, so that it is quick then; nobody depends on it by that. */
  prepare<T>(question: Question<T>): T {
    return this.reads.apart(() => this.ask(question)).value;
  }

  /** The same in pieces. */
  *prepareInPieces<T>(question: Question<T>): Pieces<T> {
    this.#forgetOldAnswers();
    if (this.#isFork || this.#knownAnswer(question)) {
      return this.prepare(question);
    }
    if (question.prepare) {
      yield* this.reads.pieces(new Set(), question.prepare(this));
    }
    if (!question.inPieces) return this.prepare(question);
    const read = new Set<Source>();
    const value = yield* this.reads.pieces(read, question.inPieces(this));
    this.reads.apart(() => this.#keepAnswer(question, value, read));
    return value;
  }

  #forgetOldAnswers(): void {
    if (this.#answersOf === this.#version) return;
    this.#answers.clear();
    this.#unnoted.clear();
    this.#inCopy.clear();
    this.#answersOf = this.#version;
  }

  #askUnnoted<T>({ key, answer }: Question<T>): T {
    // Keys are long, and looking one up costs more than most answers.
    const known = this.#unnoted.get(key);
    if (known !== undefined || this.#unnoted.has(key)) return known as T;
    const value = answer(this);
    this.#unnoted.set(key, value);
    return value;
  }

  /** Whoever asks a copy depends on all that its answer read: only in the original are gists compared. */
  #askInCopy<T>(question: Question<T>): T {
    const { value, read } =
      this.#knownInCopy(question) ?? this.#answerInCopy(question);
    this.reads.origins(read);
    return value as T;
  }

  #answerInCopy<T>({ key, answer }: Question<T>): AnsweredInCopy {
    const answered = this.reads.apart(() => answer(this));
    this.#inCopy.set(key, answered);
    return answered;
  }

  /** What this copy has answered before, or what it was made of has, where nothing that was read is another here. */
  #knownInCopy(question: Question<unknown>): AnsweredInCopy | undefined {
    this.#forgetOldAnswers();
    if (!this.#isFork) return this.#answeredBefore(question);
    const known = this.#inCopy.get(question.key);
    if (known) return known;
    const original = question.holdsState ? undefined : this.#unchangedOriginal;
    const answered = original && original.#knownInCopy(question);
    if (!answered || !this.#isSameAsRead(answered.read)) return undefined;
    this.#inCopy.set(question.key, answered);
    return answered;
  }

  #answeredBefore(question: Question<unknown>): AnsweredInCopy | undefined {
    const known = this.#knownAnswer(question);
    const read = known?.source.answered?.read;
    return known && read && { value: known.value, read };
  }

  #askNoted<T>(question: Question<T>): T {
    const known = this.#knownAnswer(question);
    if (known) {
      this.reads.again([known.source]);
      return known.value as T;
    }
    const { value, read } = this.reads.apart(() => question.answer(this));
    this.#keepAnswer(question, value, read);
    return value;
  }

  /** An answer that was given before and is the same still. */
  #knownAnswer({ key, late }: Question<unknown>): KnownAnswer | undefined {
    const source = this.reads.answerTo(key);
    if (!source?.answered) return undefined;
    const { gist, isWhole } = source.answered;
    if ((late || isWhole) && this.reads.isKept(source)) {
      return { source, value: gist };
    }
    return this.#answers.has(source)
      ? { source, value: this.#answers.get(source) }
      : undefined;
  }

  #keepAnswer<T>(
    question: Question<T>,
    value: T,
    read: ReadonlySet<Source>,
  ): void {
    const gist = question.gist(value);
    const isWhole = gist === value;
    this.#answers.set(
      this.reads.answer({ question, gist, isWhole, read }),
      value,
    );
  }

  /** What was read of the first original that objects put on this copy, or taken away, make another. */
  get changed(): ReadonlySet<Source> {
    const before = this.#original?.changed ?? [];
    return new Set([...before, ...this.#changedHere()]);
  }

  *#changedHere(): Iterable<Source> {
    yield* this.#changedBesides;
    yield* this.#replaced.sources(this.reads);
  }

  /** Another one whenever anything changes. */
  get version(): number {
    return this.#version;
  }

  /** Whether this is a copy of another state. */
  get isCopy(): boolean {
    return this.#isFork;
  }

  /** A copy to try changes on. Costs nothing until it is written to. */
  fork(): ClusterState {
    const copy = new ClusterState({ name: this.name }, this.reads);
    copy.#shelves = new Map(this.#shelves);
    copy.#indexes = new Map(this.#indexes);
    copy.#unreadable = new Map(this.#unreadable);
    copy.#readability = this.#readability;
    copy.#version = this.#version;
    copy.#original = this;
    copy.#copiedAt = this.#version;
    this.#shared = new Set([...this.#shelves.keys(), ...this.#indexes.keys()]);
    copy.#shared = new Set(this.#shared);
    return copy;
  }

  #computed<T>(derived: Derived<T>): T {
    if (derived.readAs === 'reads') return this.#recall(derived);
    const cached = this.#cachedOf(derived);
    if (cached?.holdsIn === this.#version) return cached.value as T;
    const origins = derived.from.map(one => this.#stamp(one));
    if (cached && sameItems(cached.origins, origins)) {
      // A copy has a note of its own: that of the original is about that one's version.
      this.#cache.set(derived, { ...cached, holdsIn: this.#version });
      return cached.value as T;
    }
    const value =
      this.#ofOriginal(derived, origins) ??
      this.#computedAnew(derived, cached?.value);
    this.#cache.set(derived, { origins, value, holdsIn: this.#version });
    return value;
  }

  #computedAnew<T>(derived: Derived<T>, before: unknown): T {
    const fresh = this.#witnessed(undefined, () =>
      this.reads.unnoted(() => derived.compute(this)),
    );
    return before === undefined ? fresh : settled(derived, before as T, fresh);
  }

  /** In a copy, what was made from nothing that it has changed: the original has it for its other copies, too. */
  #ofOriginal<T>(
    derived: Derived<T>,
    origins: readonly unknown[],
  ): T | undefined {
    const original = this.#original;
    if (!original || original.#version !== this.#copiedAt) return undefined;
    const isSame = derived.from.every(
      (one, index) => original.#knownStamp(one) === origins[index],
    );
    if (!isSame) return undefined;
    const value = original.#computed(derived);
    const made = original.#cachedOf(derived);
    return made && sameItems(made.origins, origins) ? value : undefined;
  }

  #knownStamp(origin: Origin): unknown {
    if (!('compute' in origin)) return this.#stamp(origin);
    return (this.#cachedOf(origin) ?? this.#recalledOf(origin))?.value;
  }

  /** A value that may have read anything: kept for as long as what it read is the same. */
  #recall<T>(derived: Derived<T>): T {
    const known = this.#recalledOf(derived);
    if (
      known &&
      (this.#valid.has(derived) ||
        this.#isRecalledAsInOriginal(derived, known) ||
        known.witnesses.every(one => one.now(this) === one.was))
    ) {
      this.#valid.add(derived);
      this.reads.again(known.read);
      return known.value as T;
    }
    // Whatever kind there was nothing of, there still is nothing of.
    const witnesses: Witness[] = [
      { was: this.#shelves.size, now: state => state.#shelves.size },
    ];
    const { value, read } = this.#witnessed(witnesses, () =>
      this.reads.note(() => derived.compute(this)),
    );
    this.#recalled.set(derived, { value, read, witnesses });
    this.#valid.add(derived);
    return value;
  }

  // A copy keeps what it has made anew; all else is its original's.
  #cachedOf(derived: Derived<unknown>): Cached | undefined {
    const original = this.#original;
    return (
      this.#cache.get(derived) ?? (original && original.#cachedOf(derived))
    );
  }

  #recalledOf(derived: Derived<unknown>): Recalled | undefined {
    const original = this.#original;
    return (
      this.#recalled.get(derived) ?? (original && original.#recalledOf(derived))
    );
  }

  /** Whether a value holds in the original of this copy, and here nothing is another that it was made from. */
  #isRecalledAsInOriginal(derived: Derived<unknown>, known: Recalled): boolean {
    const original = this.#unchangedOriginal;
    if (!original || this.#recalled.has(derived)) return false;
    original.reads.unnoted(() => original.#recall(derived));
    return (
      original.#recalledOf(derived) === known && this.#isSameAsRead(known.read)
    );
  }

  /** What this copy was made of, as long as that is the same still. */
  get #unchangedOriginal(): ClusterState | undefined {
    const original = this.#original;
    return original && original.#version === this.#copiedAt
      ? original
      : undefined;
  }

  /** Whether nothing that was read in the original is another in this copy. */
  #isSameAsRead(read: ReadonlySet<Source>): boolean {
    for (const one of this.#changedHere()) if (read.has(one)) return false;
    return madeFromOthers(read).every(one => this.#isSameAsOriginal(one));
  }

  #isSameAsOriginal(source: Source): boolean {
    const known = this.#sameAsOriginal.get(source);
    if (known !== undefined) return known;
    const same = this.#findSame(source);
    this.#sameAsOriginal.set(source, same);
    return same;
  }

  #findSame({ derived, answered, parts, table }: Source): boolean {
    const original = this.#unchangedOriginal;
    if (!original) return false;
    if (table) return this.#isSameAsOriginal(table);
    if (derived) {
      const [here, there] = [this, original].map(one => {
        const value = one.reads.unnoted(() => one.#computed(derived.from));
        const { key } = derived;
        return key !== undefined && value instanceof Map
          ? value.get(key)
          : value;
      });
      return here === there;
    }
    const read = answered?.read ?? parts;
    return read !== undefined && this.#isSameAsRead(read);
  }

  #witness(was: unknown, now: Witness['now']): void {
    this.#witnesses?.push({ was, now });
  }

  #witnessed<T>(witnesses: Witness[] | undefined, work: () => T): T {
    const outer = this.#witnesses;
    this.#witnesses = witnesses;
    try {
      return work();
    } finally {
      this.#witnesses = outer;
    }
  }

  /** Another one whenever what a derived value is made from changes. */
  #stamp(origin: Origin): unknown {
    if ('compute' in origin) return this.#computed(origin);
    if ('readability' in origin) return this.#readability;
    if ('index' in origin) return this.#buckets(origin.index).get(origin.key);
    return this.#shelf(origin)?.version ?? 0;
  }

  #noteDerived(derived: Derived<unknown>): void {
    if (!this.reads.noting) return;
    if (derived.readAs === 'reads') return;
    if (derived.readAs === 'value') this.reads.value(derived);
    else this.noteOrigins(derived);
  }

  /** Notes what a derived value is made from as read. */
  noteOrigins(derived: Derived<unknown>): void {
    for (const origin of derived.from) {
      if ('compute' in origin) {
        if (origin.readAs === 'reads') this.#recall(origin);
        else this.#noteDerived(origin);
      } else if ('readability' in origin) {
        this.reads.readability();
      } else {
        this.#noteOrigin(origin);
      }
    }
  }

  #noteOrigin(origin: KindDefinition | Bucket): void {
    const isBucket = 'index' in origin;
    if (!this.#noticed(isBucket ? origin.index.kind : origin)) return;
    if (isBucket) this.reads.list(origin.index, origin.key);
    else this.reads.kind(origin.key);
  }

  /** A kind's shelf. Of the many kinds that a cluster has nothing of, one note is made for all. */
  #noticed(kind: KindDefinition): Shelf | undefined {
    const shelf = this.#shelf(kind);
    if (!shelf) this.reads.absence();
    return shelf;
  }

  #shelf(kind: KindDefinition): Shelf | undefined {
    return this.#shelves.get(kind.key);
  }

  #buckets(index: ObjectIndex): Buckets {
    const key = index.kind.key;
    const known = this.#indexes.get(key)?.get(index);
    if (known) return known;
    const made =
      this.#bucketsOfOriginal(index) ??
      Buckets.of(index, this.#sortedObjects(index.kind));
    // A map that forks share gains an index of the same objects, which is as good for them.
    const own = this.#indexes.get(key) ?? new Map<ObjectIndex, Buckets>();
    this.#indexes.set(key, own.set(index, made));
    return made;
  }

  /** In a copy, an index of the original with what is another here: lists that are the same stay the same ones. */
  #bucketsOfOriginal(index: ObjectIndex): Buckets | undefined {
    const original = this.#original;
    if (!original || original.#version !== this.#copiedAt) return undefined;
    const [before, now] = [original, this].map(
      one => one.#shelf(index.kind)?.objects,
    );
    if (!before || !now) return undefined;
    const keys = now.mayDifferFrom(before);
    if (!keys) return undefined;
    const buckets = original.#buckets(index).copy();
    for (const key of keys) {
      const [old, fresh] = [before.get(key), now.get(key)];
      if (old !== fresh) buckets.replace(old, fresh);
    }
    return buckets;
  }

  #sortedObjects(kind: KindDefinition): readonly KubeObject[] {
    const shelf = this.#shelf(kind);
    return shelf ? sortedObjects(shelf) : [];
  }

  #replace(
    kind: KindDefinition,
    place: KubeObject,
    given: KubeObject | undefined,
  ): void {
    const key = kind.key;
    this.#own(key);
    const shelf = this.#shelves.get(key)!;
    this.#valid.clear();
    const name = objectKey(place.meta.namespace, place.meta.name);
    const before = shelf.objects.get(name);
    const after = before && given ? withKnownMeta(kind, before, given) : given;
    if (after) shelf.objects.set(name, after);
    else shelf.objects.delete(name);
    lastVersion += 1;
    this.#version = lastVersion;
    shelf.version = lastVersion;
    if (shelf.sorted)
      shelf.unsorted.set(name, { place, ...(after && { after }) });
    this.#sameAsOriginal.clear();
    if (this.#isFork) {
      const isRestAlone = isRest(kind, before, after);
      this.#replaced.put(kind, name, { before, after, isRestAlone });
    } else if (isRest(kind, before, after)) {
      this.reads.objectRenewed(key, name);
    } else {
      this.reads.objectChanged(key, name);
    }
    if (!this.#isFork && !before !== !after) this.reads.objectMoved(key, name);
    for (const [index, buckets] of this.#indexes.get(key) ?? []) {
      for (const one of buckets.replace(before, after)) {
        if (!this.#isFork) this.reads.listChanged(index, one);
      }
    }
  }

  /** Makes a kind's shelf and indexes this state's own. */
  #own(key: string): void {
    const shelf = this.#shelves.get(key);
    if (!shelf) {
      this.#shelves.set(key, newShelf());
      if (this.#isFork) this.#changedBesides.add(this.reads.ofAbsence);
      else this.reads.absenceChanged();
    } else if (this.#shared.has(key)) {
      this.#shelves.set(key, copyOf(shelf));
    }
    const indexes = this.#indexes.get(key);
    if (indexes && this.#shared.has(key)) {
      this.#indexes.set(
        key,
        new Map([...indexes].map(([index, one]) => [index, one.copy()])),
      );
    }
    this.#shared.delete(key);
  }

  #touchReadability(): void {
    lastVersion += 1;
    this.#version = lastVersion;
    this.#readability = lastVersion;
    this.#valid.clear();
    this.#sameAsOriginal.clear();
    if (this.#isFork) this.#changedBesides.add(this.reads.ofReadability);
    else this.reads.readabilityChanged();
  }
}

/** Of a kind whose rest is for lists, the object with the metadata that is known, where it is the same to all rules. */
function withKnownMeta(
  { restInLists }: KindDefinition,
  before: KubeObject,
  now: KubeObject,
): KubeObject {
  const { kind, meta } = before;
  return restInLists && saysTheSame({ kind, meta }, { kind, meta: now.meta })
    ? { ...now, meta }
    : now;
}

/** Whether nothing but the rest of an object, which is for lists, is another. */
function isRest(
  { restInLists }: KindDefinition,
  before: KubeObject | undefined,
  after: KubeObject | undefined,
): boolean {
  return restInLists === true && after?.meta === before?.meta;
}

/** Whether two versions of an object are the same to all rules. */
function saysTheSame(before: KubeObject, now: KubeObject): boolean {
  const resourceVersion = undefined;
  const [a, b] = [before, now].map(one => ({
    ...one,
    meta: { ...one.meta, resourceVersion },
  }));
  return sameValue(a, b);
}

function objectKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
