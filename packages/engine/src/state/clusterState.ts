import { Answers } from './answers';
import { Copied } from './copied';
import { Bucket, Derived, DerivedTable, Question } from './derived';
import { DerivedValues } from './derivedValues';
import { KindDefinition, kindKey } from './kindDefinition';
import { kindOf } from './kinds';
import { KubeObject, trimMeta } from './meta';
import { namespaceIndex, nothing, ObjectIndex } from './objectIndex';
import { objectKey, ObjectStore, Replacement } from './objectStore';
import type { Pieces } from './pieces';
import { text } from './read';
import { Reads } from './reads';
import { isRest, saysTheSame } from './restInLists';
import { Shelf, sortedObjects } from './shelf';
import { Siblings } from './siblings';
import { Source, unread } from './source';

let lastVersion = 0;

/** What a copy of a state is made of. */
interface Original {
  readonly state: ClusterState;
  readonly objects: ObjectStore;
  readonly unreadable: ReadonlyMap<string, string>;
  readonly values: DerivedValues;
  readonly answers: Answers;
}

/**
 * The trimmed, indexed copy of one cluster. Same objects, same answers, whatever the order in which
 * they came. Objects of kinds that no rule reads are ignored.
 *
 * Here everything that is read is noted; `ObjectStore` keeps the objects, `DerivedValues` and `Answers` what
 * was made of them, and `Copied` what a copy has in common with what it was made of.
 */
export class ClusterState {
  readonly name: string;
  /** What is read of this state and of its forks, for whoever keeps answers. */
  readonly reads: Reads;
  readonly #objects: ObjectStore;
  readonly #values: DerivedValues;
  readonly #answers: Answers;
  /** Set in a copy. */
  readonly #copied: Copied | undefined;
  readonly #unreadable: Map<string, string>;
  readonly #siblings = new Siblings();
  #readability = 0;
  #version = 0;

  constructor(options: { name: string }, original?: Original) {
    const { name } = options;
    this.name = name;
    this.reads = original?.state.reads ?? new Reads();
    this.#objects = original?.objects.copy() ?? new ObjectStore();
    this.#unreadable = new Map(original?.unreadable);
    this.#readability = original?.state.readability ?? 0;
    this.#version = original?.state.version ?? 0;
    this.#copied = original && this.#copiedFrom(original);
    const copied = this.#copied;
    this.#values = new DerivedValues(
      this,
      this.#objects,
      original && copied && { copied, original: original.values },
    );
    this.#answers = new Answers(
      this,
      original && copied && { copied, original: original.answers },
    );
  }

  #copiedFrom({ state, values }: Original): Copied {
    return new Copied({
      original: state,
      reads: this.reads,
      isSameValue: place => this.#values.isSameIn(values, place),
    });
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
    const objects = this.#objects.shelf(definition)?.objects;
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
    const known = this.#objects.shelf(definition)?.objects.get(key);
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
    if (this.#unreadable.size === 0 && !this.#values.isWitnessed) {
      return undefined;
    }
    const key = kindKey(kind);
    const reason = this.#unreadable.get(key);
    this.#values.witness(reason, state => state.#unreadable.get(key));
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
    if (this.#values.isWitnessed) {
      this.#values.witness(toldByName(kind, object), state =>
        toldByName(kind, state.#objects.shelf(kind)?.objects.get(key)),
      );
    }
    return object;
  }

  /** All objects of a kind, sorted by namespace and name. */
  list<T extends KubeObject>(kind: KindDefinition<T>): readonly T[] {
    const shelf = this.#noticed(kind);
    if (!shelf) return nothing;
    this.reads.kind(kind.key);
    this.#values.witness(
      shelf.version,
      state => state.#objects.shelf(kind)?.version,
    );
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
      this.#objects.buckets(bare).get(key),
    );
    if (this.#values.isWitnessed) {
      this.#values.witness(found, state =>
        state.#objects.buckets(bare).get(key),
      );
    }
    return found;
  }

  /** How many objects an index has under a key, for whoever says the same however many: it is not noted. */
  count<T extends KubeObject>(index: ObjectIndex<T>, key: string): number {
    const bare = index as unknown as ObjectIndex;
    return this.#objects.shelf(bare.kind)
      ? this.#objects.buckets(bare).get(key).length
      : 0;
  }

  /** What is found somewhere; in the original, the source that is noted for it has it already. */
  #held<T>(source: Source | undefined, find: () => unknown): T {
    if (!source || this.#copied) return find() as T;
    if (source.held === unread) source.held = find();
    return source.held as T;
  }

  /** Number of objects kept. */
  get size(): number {
    return this.#objects.size;
  }

  /** Number of kinds that there has been an object of. */
  get kinds(): number {
    return this.#objects.kinds;
  }

  /** A value derived from this state, computed at most once for the same objects. */
  read<T>(derived: Derived<T>): T {
    this.#noteDerived(derived);
    const value = this.#values.of(derived);
    if (this.#values.isWitnessed) {
      this.#values.witness(value, state => state.#values.of(derived));
    }
    return value;
  }

  /** An entry of a table derived from this state. */
  readAt<T>(table: DerivedTable<T>, key: string): T | undefined {
    this.reads.entry(table, key);
    const entry = this.#values.of(table).get(key);
    if (this.#values.isWitnessed) {
      this.#values.witness(entry, state => state.#values.of(table).get(key));
    }
    return entry;
  }

  /** An answer. In a copy it is one read among others, as questions are compared in the original. */
  ask<T>(question: Question<T>): T {
    return this.#values.isWitnessed
      ? question.answer(this)
      : this.#answers.ask(question);
  }

  /** An entry of an answer that is a table: whoever asks depends on that entry alone. */
  askAt<T>(
    question: Question<ReadonlyMap<string, T>>,
    key: string,
  ): T | undefined {
    if (this.#copied || !this.reads.noting) return this.ask(question).get(key);
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
  prepareInPieces<T>(question: Question<T>): Pieces<T> {
    return this.#answers.prepare(question);
  }

  /** What was read of the first original that objects put on this copy, or taken away, make another. */
  get changed(): ReadonlySet<Source> {
    return this.#copied?.changed ?? new Set();
  }

  /** Another one whenever anything changes. */
  get version(): number {
    return this.#version;
  }

  /** Whether this is a copy of another state. */
  get isCopy(): boolean {
    return this.#copied !== undefined;
  }

  /** Another one whenever what can be read changes. */
  get readability(): number {
    return this.#readability;
  }

  /** A copy to try changes on. Costs nothing until it is written to. */
  fork(): ClusterState {
    return new ClusterState(
      { name: this.name },
      {
        state: this,
        objects: this.#objects,
        unreadable: this.#unreadable,
        values: this.#values,
        answers: this.#answers,
      },
    );
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
        if (origin.readAs === 'reads') this.#values.recall(origin);
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
    const shelf = this.#objects.shelf(kind);
    if (!shelf) this.reads.absence();
    return shelf;
  }

  #replace(
    kind: KindDefinition,
    place: KubeObject,
    given: KubeObject | undefined,
  ): void {
    this.#step();
    const replacement = this.#objects.replace(
      kind,
      place,
      given,
      this.#version,
    );
    if (this.#copied) this.#copied.replaced(kind, replacement);
    else this.#tellReaders(kind, replacement);
  }

  #tellReaders(
    kind: KindDefinition,
    { name, before, after, isFirst, lists }: Replacement,
  ): void {
    const { reads } = this;
    if (isFirst) reads.absenceChanged();
    if (isRest(kind, before, after)) reads.objectRenewed(kind.key, name);
    else reads.objectChanged(kind.key, name);
    if (!before !== !after) reads.objectMoved(kind.key, name);
    for (const { index, keys } of lists) {
      for (const key of keys) reads.listChanged(index, key);
    }
  }

  #touchReadability(): void {
    this.#step();
    this.#readability = this.#version;
    if (this.#copied) this.#copied.readabilityChanged();
    else this.reads.readabilityChanged();
  }

  #step(): void {
    lastVersion += 1;
    this.#version = lastVersion;
    this.#values.doubt();
  }
}

/** Of an object what those depend on who ask for it by its name. */
function toldByName(
  { restInLists }: KindDefinition,
  object: KubeObject | undefined,
): unknown {
  return restInLists ? object?.meta : object;
}
