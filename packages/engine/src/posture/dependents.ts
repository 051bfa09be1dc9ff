import type { Source } from '../state/reads';

/** Who read what: from what has changed to those whose answers were made from it. */
export class Dependents {
  readonly #readers = new Map<Source, Set<string>>();
  readonly #read = new Map<string, readonly Source[]>();

  /** Whether anybody read it. */
  has(source: Source): boolean {
    return this.#readers.has(source);
  }

  set(reader: string, read: ReadonlySet<Source>): void {
    for (const source of this.#read.get(reader) ?? []) {
      const readers = this.#readers.get(source);
      readers?.delete(reader);
      if (readers?.size === 0) this.#readers.delete(source);
    }
    if (read.size > 0) this.#read.set(reader, [...read]);
    else this.#read.delete(reader);
    for (const source of read) {
      const readers = this.#readers.get(source);
      if (readers) readers.add(reader);
      else this.#readers.set(source, new Set([reader]));
    }
  }

  of(sources: Iterable<Source>): ReadonlySet<string> {
    const found = new Set<string>();
    for (const source of sources) {
      for (const reader of this.#readers.get(source) ?? []) found.add(reader);
    }
    return found;
  }
}
