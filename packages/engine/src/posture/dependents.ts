import type { Source } from '../state/reads';

const nothing: ReadonlySet<Source> = new Set();

/** Who read what: from what has changed to those whose answers were made from it. */
export class Dependents<Reader> {
  readonly #readers = new Map<Source, Set<Reader>>();
  readonly #read = new Map<Reader, ReadonlySet<Source>>();

  /** Whether anybody read it. */
  has(source: Source): boolean {
    return this.#readers.has(source);
  }

  // Mostly it has read what it read before: only what differs is put down.
  set(reader: Reader, read: ReadonlySet<Source>): void {
    const before = this.#read.get(reader) ?? nothing;
    if (before === read) return;
    for (const source of before) {
      if (read.has(source)) continue;
      const readers = this.#readers.get(source);
      readers?.delete(reader);
      if (readers?.size === 0) this.#readers.delete(source);
    }
    for (const source of read) {
      if (before.has(source)) continue;
      const readers = this.#readers.get(source);
      if (readers) readers.add(reader);
      else this.#readers.set(source, new Set([reader]));
    }
    if (read.size > 0) this.#read.set(reader, read);
    else this.#read.delete(reader);
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
