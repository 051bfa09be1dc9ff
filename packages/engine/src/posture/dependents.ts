import type { Source } from '../state/source';

const nothing: ReadonlySet<Source> = new Set();

/** Who read what: from what has changed to those whose answers were made from it. */
export class Dependents<Reader extends string | Source> {
  /** Most of what is read has one reader: a set is made for the second. */
  readonly #readers = new Map<Source, Reader | Set<Reader>>();
  readonly #read = new Map<Reader, ReadonlySet<Source>>();

  /** Number of sources that somebody read. */
  get size(): number {
    return this.#readers.size;
  }

  /** Whether anybody read it. */
  has(source: Source): boolean {
    return this.#readers.has(source);
  }

  // Mostly it has read what it read before: only what differs is put down.
  set(reader: Reader, read: ReadonlySet<Source>): void {
    const before = this.#read.get(reader) ?? nothing;
    if (before === read) return;
    for (const source of before) {
      if (!read.has(source)) this.#remove(source, reader);
    }
    for (const source of read) {
      if (!before.has(source)) this.#add(source, reader);
    }
    if (read.size > 0) this.#read.set(reader, read);
    else this.#read.delete(reader);
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
      const readers = this.#readers.get(source);
      if (readers === undefined) continue;
      if (!(readers instanceof Set)) found.add(readers);
      else for (const reader of readers) found.add(reader);
    }
    return found;
  }

  #add(source: Source, reader: Reader): void {
    const readers = this.#readers.get(source);
    if (readers === undefined) this.#readers.set(source, reader);
    else if (readers instanceof Set) readers.add(reader);
    else this.#readers.set(source, new Set([readers, reader]));
  }

  #remove(source: Source, reader: Reader): void {
    const readers = this.#readers.get(source);
    if (!(readers instanceof Set)) {
      this.#readers.delete(source);
      return;
    }
    readers.delete(reader);
    if (readers.size === 0) this.#readers.delete(source);
  }
}
