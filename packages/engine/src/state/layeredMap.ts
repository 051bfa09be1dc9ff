/** Changes kept apart from a shared base before a map of its own is made of both. */
const mostChanges = 512;

const gone = Symbol('gone');

/**
 * A map whose copies cost nothing: copies share what is there and keep their changes apart. What one
 * writes, no other sees.
 */
export class LayeredMap<K, V> {
  #base: Map<K, V>;
  #baseShared: boolean;
  #changes: Map<K, V | typeof gone>;
  #changesShared: boolean;
  #size: number;

  constructor(entries?: Iterable<readonly [K, V]>) {
    this.#base = new Map(entries);
    this.#baseShared = false;
    this.#changes = new Map();
    this.#changesShared = false;
    this.#size = this.#base.size;
  }

  get size(): number {
    return this.#size;
  }

  get(key: K): V | undefined {
    if (this.#changes.size > 0) {
      const changed = this.#changes.get(key);
      if (changed === gone) return undefined;
      if (changed !== undefined) return changed as V;
    }
    return this.#base.get(key);
  }

  set(key: K, value: V): void {
    if (this.get(key) === undefined) this.#size += 1;
    this.#write(key, value);
  }

  delete(key: K): boolean {
    if (this.get(key) === undefined) return false;
    this.#size -= 1;
    this.#write(key, gone);
    return true;
  }

  *values(): IterableIterator<V> {
    for (const [key, value] of this.#base) {
      if (!this.#changes.has(key)) yield value;
    }
    for (const value of this.#changes.values()) {
      if (value !== gone) yield value as V;
    }
  }

  /** The keys whose values may be others in another copy; undefined when that cannot be told any more. */
  mayDifferFrom(other: LayeredMap<K, V>): ReadonlySet<K> | undefined {
    if (this.#base !== other.#base) return undefined;
    return new Set([...this.#changes.keys(), ...other.#changes.keys()]);
  }

  copy(): LayeredMap<K, V> {
    const other = new LayeredMap<K, V>();
    other.#base = this.#base;
    other.#changes = this.#changes;
    other.#size = this.#size;
    for (const one of [this, other]) {
      one.#baseShared = true;
      one.#changesShared = true;
    }
    return other;
  }

  #write(key: K, value: V | typeof gone): void {
    if (!this.#baseShared) {
      if (value === gone) this.#base.delete(key);
      else this.#base.set(key, value as V);
      return;
    }
    if (this.#changesShared) {
      this.#changes = new Map(this.#changes);
      this.#changesShared = false;
    }
    this.#changes.set(key, value);
    if (this.#changes.size > mostChanges) this.#merge();
  }

  #merge(): void {
    const merged = new Map(this.#base);
    for (const [key, value] of this.#changes) {
      if (value === gone) merged.delete(key);
      else merged.set(key, value as V);
    }
    this.#base = merged;
    this.#baseShared = false;
    this.#changes = new Map();
  }
}
