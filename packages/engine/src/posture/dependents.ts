import type { Source } from '../state/reads';

/** Who read what: from what has changed to those whose answers were made from it. */
export class Dependents<Reader> {
  readonly #readers = new Map<Source, Set<Reader>>();
  readonly #read = new Map<Reader, ReadonlySet<Source>>();

  /** Whether anybody read it. */
  has(source: Source): boolean {
    return this.#readers.has(source);
  }

  set(reader: Reader, read: ReadonlySet<Source>): void {
    for (const source of this.#read.get(reader) ?? []) {
      const readers = this.#readers.get(source);
      readers?.delete(reader);
      if (readers?.size === 0) this.#readers.delete(source);
    }
    if (read.size > 0) this.#read.set(reader, read);
    else this.#read.delete(reader);
    for (const source of read) {
      const readers = this.#readers.get(source);
      if (readers) readers.add(reader);
      else this.#readers.set(source, new Set([reader]));
    }
  }

  /** Whether this very set is what the reader is down for. */
  isFor(reader: Reader, read: ReadonlySet<Source>): boolean {
    return this.#read.get(reader) === read;
  }

  /** Takes readers out. */
  drop(isUnused: (reader: Reader) => boolean): void {
    for (const reader of [...this.#read.keys()]) {
      if (isUnused(reader)) this.set(reader, new Set());
    }
  }

  of(sources: Iterable<Source>): ReadonlySet<Reader> {
    const found = new Set<Reader>();
    for (const source of sources) {
      for (const reader of this.#readers.get(source) ?? []) found.add(reader);
    }
    return found;
  }
}
