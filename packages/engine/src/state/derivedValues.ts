import type { ClusterState } from './clusterState';
import type { Copied } from './copied';
import type { Derived, Origin } from './derived';
import type { ObjectStore } from './objectStore';
import { settled } from './settled';
import type { DerivedPlace, Source } from './source';

/** What of an original the values of its copies rest on. */
export interface CopiedValues {
  readonly copied: Copied;
  readonly original: DerivedValues;
}

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

/** The derived values of one state, each computed at most once for the same objects. */
export class DerivedValues {
  readonly #state: ClusterState;
  readonly #objects: ObjectStore;
  readonly #copied: CopiedValues | undefined;
  readonly #cache = new Map<Derived<unknown>, Cached>();
  readonly #recalled = new Map<Derived<unknown>, Recalled>();
  /** Those of `#recalled` that are known to hold, until something changes. */
  readonly #valid = new Set<Derived<unknown>>();
  /** Where what is read is written down, while a value that may read anything is computed. */
  #witnesses: Witness[] | undefined;

  constructor(
    state: ClusterState,
    objects: ObjectStore,
    copied?: CopiedValues,
  ) {
    this.#state = state;
    this.#objects = objects;
    this.#copied = copied;
  }

  /** Whether a value that may read anything is being computed: all that it reads is to be witnessed. */
  get isWitnessed(): boolean {
    return this.#witnesses !== undefined;
  }

  /** Writes down what was read just now, and how to read it again, where `isWitnessed`. */
  witness(was: unknown, now: Witness['now']): void {
    this.#witnesses?.push({ was, now });
  }

  /** Something of the state has changed. */
  doubt(): void {
    this.#valid.clear();
  }

  /** A value, from the last time where nothing is another that it was made from. */
  of<T>(derived: Derived<T>): T {
    if (derived.readAs === 'reads') return this.recall(derived);
    const { version } = this.#state;
    const cached = this.#cachedOf(derived);
    if (cached?.holdsIn === version) return cached.value as T;
    const origins = derived.from.map(one => this.#stamp(one));
    if (cached && sameItems(cached.origins, origins)) {
      // A copy has a note of its own: that of the original is about that one's version.
      this.#cache.set(derived, { ...cached, holdsIn: version });
      return cached.value as T;
    }
    const value =
      this.#ofOriginal(derived, origins) ??
      this.#computedAnew(derived, cached?.value);
    this.#cache.set(derived, { origins, value, holdsIn: version });
    return value;
  }

  /** The same for a value that may have read anything: kept for as long as what it read is the same. */
  recall<T>(derived: Derived<T>): T {
    const known = this.#recalledOf(derived);
    if (!known || !this.#holds(derived, known)) return this.#learn(derived);
    this.#valid.add(derived);
    this.#state.reads.again(known.read);
    return known.value as T;
  }

  /** Whether a value, or the entry of one, is the same one in other values. Nothing is noted of it. */
  isSameIn(other: DerivedValues, { from, key }: DerivedPlace): boolean {
    const [here, there] = [this, other].map(one => {
      const value = one.#state.reads.unnoted(() => one.of(from));
      return key !== undefined && value instanceof Map ? value.get(key) : value;
    });
    return here === there;
  }

  #holds(derived: Derived<unknown>, known: Recalled): boolean {
    return (
      this.#valid.has(derived) ||
      this.#isAsInOriginal(derived, known) ||
      known.witnesses.every(one => one.now(this.#state) === one.was)
    );
  }

  #learn<T>(derived: Derived<T>): T {
    // Whatever kind there was nothing of, there still is nothing of.
    const { kinds } = this.#objects;
    const witnesses: Witness[] = [{ was: kinds, now: state => state.kinds }];
    const { value, read } = this.#witnessed(witnesses, () =>
      this.#state.reads.note(() => derived.compute(this.#state)),
    );
    this.#recalled.set(derived, { value, read, witnesses });
    this.#valid.add(derived);
    return value;
  }

  #computedAnew<T>(derived: Derived<T>, before: unknown): T {
    const fresh = this.#witnessed(undefined, () =>
      this.#state.reads.unnoted(() => derived.compute(this.#state)),
    );
    return before === undefined ? fresh : settled(derived, before as T, fresh);
  }

  /** In a copy, what was made from nothing that it has changed: the original has it for its other copies, too. */
  #ofOriginal<T>(
    derived: Derived<T>,
    origins: readonly unknown[],
  ): T | undefined {
    const original = this.#unchangedOriginal;
    if (!original) return undefined;
    const isSame = derived.from.every(
      (one, index) => original.#knownStamp(one) === origins[index],
    );
    if (!isSame) return undefined;
    const value = original.of(derived);
    const made = original.#cachedOf(derived);
    return made && sameItems(made.origins, origins) ? value : undefined;
  }

  /** Whether a value holds in the original of this copy, and here nothing is another that it was made from. */
  #isAsInOriginal(derived: Derived<unknown>, known: Recalled): boolean {
    const original = this.#unchangedOriginal;
    if (!original || this.#recalled.has(derived)) return false;
    this.#state.reads.unnoted(() => original.recall(derived));
    return (
      original.#recalledOf(derived) === known &&
      this.#copied!.copied.isSameAsRead(known.read)
    );
  }

  get #unchangedOriginal(): DerivedValues | undefined {
    return this.#copied?.copied.isOriginalUnchanged
      ? this.#copied.original
      : undefined;
  }

  // A copy keeps what it has made anew; all else is its original's.
  #cachedOf(derived: Derived<unknown>): Cached | undefined {
    const original = this.#copied?.original;
    return (
      this.#cache.get(derived) ?? (original && original.#cachedOf(derived))
    );
  }

  #recalledOf(derived: Derived<unknown>): Recalled | undefined {
    const original = this.#copied?.original;
    return (
      this.#recalled.get(derived) ?? (original && original.#recalledOf(derived))
    );
  }

  /** Another one whenever what a derived value is made from changes. */
  #stamp(origin: Origin): unknown {
    if ('compute' in origin) return this.of(origin);
    if ('readability' in origin) return this.#state.readability;
    if ('index' in origin) {
      return this.#objects.buckets(origin.index).get(origin.key);
    }
    return this.#objects.shelf(origin)?.version ?? 0;
  }

  #knownStamp(origin: Origin): unknown {
    if (!('compute' in origin)) return this.#stamp(origin);
    return (this.#cachedOf(origin) ?? this.#recalledOf(origin))?.value;
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
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
