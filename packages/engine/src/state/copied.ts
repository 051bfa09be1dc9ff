import type { ClusterState } from './clusterState';
import type { KindDefinition } from './kindDefinition';
import type { Replacement } from './objectStore';
import type { Reads } from './reads';
import { ReplacedObjects } from './replacedObjects';
import { isRest } from './restInLists';
import { DerivedPlace, madeFromOthers, Source } from './source';

interface CopiedOptions {
  readonly original: ClusterState;
  readonly reads: Reads;
  /** Whether a derived value, or an entry of one, is what it is in the original. */
  readonly isSameValue: (place: DerivedPlace) => boolean;
}

/** What a copy of a state knows of that one: what is another in the copy, and what is the same still. */
export class Copied {
  readonly #options: CopiedOptions;
  readonly #copiedAt: number;
  readonly #replaced = new ReplacedObjects();
  readonly #changedBesides = new Set<Source>();
  /** Whether derived values and answers are what they are in the original, as far as that is known. */
  readonly #same = new Map<Source, boolean>();

  constructor(options: CopiedOptions) {
    this.#options = options;
    this.#copiedAt = options.original.version;
  }

  /** Whether what this was made of is what it was then. */
  get isOriginalUnchanged(): boolean {
    return this.#options.original.version === this.#copiedAt;
  }

  /** What was read of the first original that is another in the copy. */
  get changed(): ReadonlySet<Source> {
    const { original } = this.#options;
    return new Set([...original.changed, ...this.#changedHere()]);
  }

  /** Puts down what has come in the place of what was there until now. */
  replaced(kind: KindDefinition, replacement: Replacement): void {
    const { name, before, after, isFirst } = replacement;
    const isRestAlone = isRest(kind, before, after);
    this.#replaced.put(kind, name, { before, after, isRestAlone });
    if (isFirst) this.#changedBesides.add(this.#options.reads.ofAbsence);
    this.#same.clear();
  }

  /** Puts down that other kinds can be read in the copy. */
  readabilityChanged(): void {
    this.#changedBesides.add(this.#options.reads.ofReadability);
    this.#same.clear();
  }

  /** Whether nothing that was read in the original is another in the copy. */
  isSameAsRead(read: ReadonlySet<Source>): boolean {
    for (const one of this.#changedHere()) if (read.has(one)) return false;
    return madeFromOthers(read).every(one => this.#isSame(one));
  }

  *#changedHere(): Iterable<Source> {
    yield* this.#changedBesides;
    yield* this.#replaced.sources(this.#options.reads);
  }

  #isSame(source: Source): boolean {
    const known = this.#same.get(source);
    if (known !== undefined) return known;
    const same = this.#findSame(source);
    this.#same.set(source, same);
    return same;
  }

  #findSame({ derived, answered, parts, table }: Source): boolean {
    if (!this.isOriginalUnchanged) return false;
    if (table) return this.#isSame(table);
    if (derived) return this.#options.isSameValue(derived);
    const read = answered?.read ?? parts;
    return read !== undefined && this.isSameAsRead(read);
  }
}
